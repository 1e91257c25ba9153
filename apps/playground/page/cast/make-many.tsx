import { useState } from "preact/hooks";
import { NumberField, TextField } from "../parts/field.tsx";
import { Modal, openModal } from "../parts/modal.tsx";
import { api } from "../state/api.ts";
import { attempt } from "../state/messages.ts";
import { scene } from "../state/scene.ts";
import { go } from "../state/views.ts";

const id = "make-many";

export function showMakeMany(): void {
  openModal(id);
}

/** Has many dialogues of the scene made, as a run. */
export function MakeMany() {
  const [name, setName] = useState("run-1");
  const [count, setCount] = useState<number | null>(20);
  const start = (): Promise<void> =>
    attempt(async () => {
      await api("runs/start", { scene: scene.value, name, count });
      go("runs");
    });
  return (
    <Modal id={id} title="Make many of these">
      <form method="dialog" class="fields" onSubmit={() => void start()}>
        <TextField
          label="Name of the run"
          hint="Also its folder: letters, digits, _ and -"
          value={name}
          onText={setName}
        />
        <NumberField label="Dialogues" min={1} max={100_000} step={1} value={count} onNumber={setCount} />
        <button type="submit" class="main wide">
          Make them
        </button>
      </form>
    </Modal>
  );
}
