import type { Scene } from "../../src/protocol/scene.ts";
import { ChoiceField, NumberField } from "../parts/field.tsx";
import { catalog } from "../state/catalog.ts";
import { scene, setScene } from "../state/scene.ts";
import { AttributeFields } from "./attribute-fields.tsx";

const turnTaking: readonly { readonly value: Scene["turnTaking"]; readonly title: string }[] = [
  { value: "alternate", title: "in order" },
  { value: "random", title: "at random, nobody twice in a row" },
  { value: "addressed", title: "whoever was addressed by name" },
  { value: "llm-select", title: "chosen by the first participant's model" },
];

/** What all participants share: the situation, and how the conversation goes. */
export function SceneSettings() {
  const { context, seed, maxTurns } = scene.value;
  const form = catalog.value?.context;
  return (
    <section class="card" aria-label="Scene">
      <h2>Scene</h2>
      {form === undefined ? null : (
        <AttributeFields
          form={form}
          attributes={context}
          onChange={(changed) => setScene({ context: changed })}
        />
      )}
      <div class="fields">
        <ChoiceField
          wide
          label="Who speaks next"
          value={scene.value.turnTaking}
          choices={turnTaking}
          onChoice={(choice) => setScene({ turnTaking: choice })}
        />
        <NumberField
          label="Seed"
          hint="The same seed and a deterministic model give the same dialogue"
          min={0}
          step={1}
          value={seed}
          onNumber={(number) => setScene({ seed: number ?? 0 })}
        />
        <NumberField
          label="Most turns"
          min={1}
          max={200}
          step={1}
          value={maxTurns}
          onNumber={(number) => setScene({ maxTurns: number ?? 1 })}
        />
      </div>
    </section>
  );
}
