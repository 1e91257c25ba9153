import { signal } from "@preact/signals";
import type { Scene } from "../../src/protocol/scene.ts";
import type { Origin } from "../../src/protocol/stage.ts";
import { Modal, openModal } from "../parts/modal.tsx";
import { ScrollingText } from "../parts/scrolling-text.tsx";
import { api } from "../state/api.ts";
import { attempt, tell } from "../state/messages.ts";

const code = signal("");

/** Shows the program that makes a conversation. */
export function showCode(scene: Scene, from: Origin | null = null): Promise<void> {
  return showProgram("code/conversation", { scene, ...(from === null ? {} : { from }) });
}

/** Asks the server for a program and shows it. */
export function showProgram(path: string, body: unknown): Promise<void> {
  return attempt(async () => {
    code.value = (await api<{ code: string }>(path, body)).code;
    openModal("code");
  });
}

export function CodeWindow() {
  return (
    <Modal id="code" title="The same in TypeScript">
      <ScrollingText name="Program" text={code.value} />
      <button type="button" class="main" onClick={() => void attempt(copy)}>
        Copy
      </button>
    </Modal>
  );
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(code.value);
  tell("Copied.");
}
