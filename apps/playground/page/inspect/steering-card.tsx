import { useEffect, useId, useState } from "preact/hooks";
import { ChoiceField, TextField } from "../parts/field.tsx";
import {
  directions,
  keepDirection,
  layers,
  loadDirections,
  look,
  setSteering,
  steer,
  steered,
  steering,
} from "./inspect-state.ts";

/** Finds a direction by contrast and pushes the model along it; a slider says how far. */
export function SteeringCard() {
  const { layer, operation, strength, saved = null } = steering.value;
  useEffect(() => void loadDirections(), []);
  const kept = directions.value.find(({ name }) => name === saved);
  const slider = useId();
  const known = layers();
  const choices = known.length === 0 ? [layer] : known.map((path) => Number(/(?<!\d)\d+$/.exec(path)?.[0]));
  return (
    <section class="card steering" aria-label="Steering">
      <h2>Steer</h2>
      <ChoiceField
        label="Direction"
        value={kept?.name ?? ""}
        choices={[
          { value: "", title: "from the messages here" },
          ...directions.value.map(({ name, model, site }) => ({
            value: name,
            title: `${name} (${model ?? "model not told"}, ${site})`,
          })),
        ]}
        onChoice={(name) => setSteering({ saved: name === "" ? null : name })}
      />
      {kept === undefined ? <Contrast /> : null}
      <div class="fields">
        {kept === undefined ? (
          <ChoiceField
            label="Layer"
            value={String(layer)}
            choices={choices.map(String)}
            onChoice={(value) => setSteering({ layer: Number(value) })}
          />
        ) : null}
        <ChoiceField
          label="What to do with the direction"
          value={operation}
          choices={[
            { value: "add", title: "add it" },
            { value: "ablate", title: "remove it everywhere" },
          ]}
          onChoice={(value) => setSteering({ operation: value })}
        />
        <div class="field">
          <label for={slider}>Strength: {strength}</label>
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
      </div>
      <div class="row">
        <button type="button" class="main" onClick={() => void steer()}>
          Compare before and after
        </button>
        {steered.value === null ? null : (
          <button type="button" class="plain" onClick={() => void look()}>
            Without steering
          </button>
        )}
        <span class="grow" />
        {kept === undefined ? <KeepForm /> : null}
      </div>
    </section>
  );
}

/** What a direction is found by. */
function Contrast() {
  const { positive, negative } = steering.value;
  return (
    <div class="contrast">
      <TextField
        label="Messages of the kind to steer towards"
        hint="Messages to be answered, one per line"
        lines={4}
        value={positive}
        onText={(text) => setSteering({ positive: text })}
      />
      <TextField
        label="Messages of the opposite kind"
        hint="Messages to be answered, one per line"
        lines={4}
        value={negative}
        onText={(text) => setSteering({ negative: text })}
      />
    </div>
  );
}

/** Keeps the direction for later, in the opened folder. */
function KeepForm() {
  const [name, setName] = useState("");
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        void keepDirection(name.trim());
      }}
    >
      <input
        aria-label="Name of the direction"
        placeholder="good news"
        size={14}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" disabled={name.trim() === ""}>
        Keep this direction
      </button>
    </form>
  );
}
