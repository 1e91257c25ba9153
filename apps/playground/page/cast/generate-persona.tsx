import { useState } from "preact/hooks";
import type { Form } from "../../src/protocol/catalog.ts";
import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { NumberField, TextField } from "../parts/field.tsx";
import { api } from "../state/api.ts";
import { attempt, tell } from "../state/messages.ts";
import { hasValue } from "./attribute-fields.tsx";

interface GeneratePersonaProps {
  readonly participant: SceneParticipant;
  readonly form: Form;
  readonly onMade: (attributes: Record<string, unknown>) => void;
}

/** Has a model make up the attributes that are still empty. */
export function GeneratePersona({ participant, form, onMade }: GeneratePersonaProps) {
  const [model, setModel] = useState(participant.model);
  const [seed, setSeed] = useState<number | null>(1);
  const [busy, setBusy] = useState(false);
  const { persona } = participant;
  const empty = form.fields.filter(({ name }) => !hasValue(persona.attributes[name])).map(({ name }) => name);

  const generate = async (): Promise<void> => {
    setBusy(true);
    await attempt(async () => {
      const body = { persona, model, seed: seed ?? 1, attributes: empty };
      const made = await api<Made>("cast/generate", body);
      onMade({ ...persona.attributes, ...made.attributes });
      tell(
        made.missing.length === 0 ? "Made up." : `Made up; the model left out ${made.missing.join(", ")}.`,
      );
    });
    setBusy(false);
  };
  return (
    <details>
      <summary>Make up the {empty.length} empty attributes</summary>
      <div class="fields">
        <TextField label="Model that makes them up" value={model} onText={setModel} />
        <NumberField label="Seed" min={0} step={1} value={seed} onNumber={setSeed} />
      </div>
      <button type="button" disabled={busy || empty.length === 0} onClick={() => void generate()}>
        {busy ? "Making up…" : "Make up"}
      </button>
    </details>
  );
}

interface Made {
  readonly attributes: Record<string, unknown>;
  readonly missing: readonly string[];
}
