import { Modal, openModal } from "../parts/modal.tsx";
import { keys } from "./keys.ts";

export function showKeyboardHelp(): void {
  openModal("keyboard-help");
}

export function KeyboardHelp() {
  return (
    <Modal id="keyboard-help" title="Keys">
      <dl class="keys">
        {keys.map(({ key, does }) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
