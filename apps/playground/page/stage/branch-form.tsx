import { useState } from "preact/hooks";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { branchFrom } from "./stage-actions.ts";
import { sceneChanges } from "./scene-changes.ts";
import type { TakeView } from "./take-view.ts";

interface BranchFormProps {
  readonly take: TakeView;
  /** How many turns are kept. */
  readonly turn: number;
  readonly onDone: () => void;
}

/** Goes on from a turn with one thing changed, beside the original. */
export function BranchForm({ take, turn, onDone }: BranchFormProps) {
  const changes = sceneChanges(take.scene);
  const [id, setId] = useState("seed");
  const [values, setValues] = useState<Readonly<Record<string, string>>>({
    // The same seed would say the same again.
    seed: String(take.scene.seed + 1),
  });
  const change = changes.find((each) => each.id === id);
  const value = values[id] ?? change?.value ?? "";
  const put = (text: string): void => setValues({ ...values, [id]: text });
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
        if (change === undefined) return;
        const same = value === change.value;
        const words = same ? "nothing changed" : `${change.title} ${value}`;
        void branchFrom(take, turn, { scene: change.apply(value), words });
      }}
    >
      <div class="fields">
        <ChoiceField
          label="What is different"
          value={id}
          choices={changes.map((each) => ({ value: each.id, title: each.title }))}
          onChoice={setId}
        />
        {change?.kind === "choice" ? (
          <ChoiceField label="Now" value={value} choices={change.choices ?? []} onChoice={put} />
        ) : (
          <TextField label="Now" value={value} onText={put} />
        )}
      </div>
      <button type="submit" class="main">
        Go on from turn {turn}
      </button>
    </form>
  );
}
