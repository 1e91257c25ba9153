import { useId } from "preact/hooks";
import { ChoiceField, TextField } from "../parts/field.tsx";
import { layers, look, setSteering, steer, steered, steering } from "./inspect-state.ts";

/** Finds a direction by contrast and pushes the model along it; a slider says how far. */
export function SteeringCard() {
  const { layer, positive, negative, operation, strength } = steering.value;
  const slider = useId();
  const known = layers();
  const choices = known.length === 0 ? [layer] : known.map((path) => Number(/(?<!\d)\d+$/.exec(path)?.[0]));
  return (
    <section class="card" aria-label="Steering">
      <h2>Steer</h2>
      <TextField
        wide
        label="Messages of the kind to steer towards"
        hint="Messages to be answered, one per line"
        lines={4}
        value={positive}
        onText={(text) => setSteering({ positive: text })}
      />
      <TextField
        wide
        label="Messages of the opposite kind"
        hint="Messages to be answered, one per line"
        lines={4}
        value={negative}
        onText={(text) => setSteering({ negative: text })}
      />
      <div class="fields">
        <ChoiceField
          label="Layer"
          value={String(layer)}
          choices={choices.map(String)}
          onChoice={(value) => setSteering({ layer: Number(value) })}
        />
        <ChoiceField
          label="What to do with the direction"
          value={operation}
          choices={[
            { value: "add", title: "add it" },
            { value: "ablate", title: "remove it everywhere" },
          ]}
          onChoice={(value) => setSteering({ operation: value })}
        />
      </div>
      <div>
        <label for={slider} class="quiet">
          Strength: {strength}
        </label>
        <input
          id={slider}
          type="range"
          min={operation === "add" ? -5 : 0}
          max={operation === "add" ? 5 : 1}
          step={0.1}
          value={strength}
          onInput={(event) => setSteering({ strength: event.currentTarget.valueAsNumber })}
        />
      </div>
      <div class="row">
        <button type="button" onClick={() => void steer()}>
          Compare before and after
        </button>
        {steered.value === null ? null : (
          <button type="button" class="plain" onClick={() => void look()}>
            Without steering
          </button>
        )}
      </div>
    </section>
  );
}
