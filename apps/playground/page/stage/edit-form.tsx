import { useState } from "preact/hooks";
import { TextField } from "../parts/field.tsx";
import { branchFrom } from "./stage-actions.ts";
import type { TakeView } from "./take-view.ts";

interface EditFormProps {
  readonly take: TakeView;
  readonly index: number;
  readonly text: string;
  readonly onDone: () => void;
}

/** Other words for a turn; the conversation goes on from there, beside the original. */
export function EditForm({ take, index, text, onDone }: EditFormProps) {
  const [edited, setEdited] = useState(text);
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        void branchFrom(take, index + 1, { scene: take.scene, edited, words: "other words" });
      }}
    >
      <TextField wide label={`Turn ${index + 1}`} lines={3} value={edited} onText={setEdited} />
      <button type="submit" class="main" disabled={edited.trim() === ""}>
        Go on from here
      </button>
    </form>
  );
}
