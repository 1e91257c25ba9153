import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "./stage-actions.ts";
import type { TakeView } from "./take-view.ts";

/** Where the person at the page says something as one of the participants. */
export function SayForm({ take, name }: { readonly take: TakeView; readonly name: string }) {
  const [text, setText] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const send = (): void => {
    if (text.trim() !== "") void say(take, text);
  };
  return (
    <form
      class="say"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label for={`say-${take.id}`}>Say as {name}</label>
      <textarea
        id={`say-${take.id}`}
        ref={box}
        rows={2}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey) return;
          event.preventDefault();
          send();
        }}
      />
      <div class="row">
        <button type="submit" class="main">
          Say
        </button>
        <button type="button" onClick={() => void say(take, null)}>
          End the conversation
        </button>
        <span class="quiet">Enter says it, Shift+Enter begins a new line</span>
      </div>
    </form>
  );
}
