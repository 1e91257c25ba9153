import { useState } from "preact/hooks";
import { ScrollingText } from "../parts/scrolling-text.tsx";
import { api } from "../state/api.ts";
import { attempt } from "../state/messages.ts";
import { scene } from "../state/scene.ts";

/** The system prompt a participant's model gets, as it is now. */
export function PromptPreview({ index }: { readonly index: number }) {
  const [prompt, setPrompt] = useState("");
  const look = (): Promise<void> =>
    attempt(async () => {
      const body = { scene: scene.value, index };
      setPrompt((await api<{ prompt: string }>("cast/prompt", body)).prompt);
    });
  return (
    <details onToggle={(event) => (event.currentTarget.open ? void look() : undefined)}>
      <summary>System prompt</summary>
      <ScrollingText name="System prompt" text={prompt} />
    </details>
  );
}
