import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { ChoiceField, NumberField } from "../parts/field.tsx";

type Noise = SceneParticipant["noise"];

const kinds: readonly { readonly value: Noise["kind"]; readonly title: string }[] = [
  { value: "none", title: "none" },
  { value: "typing", title: "typing errors" },
  { value: "speech", title: "speech recognition" },
  { value: "semantic", title: "reworded by the model" },
];

interface NoiseFieldsProps {
  readonly noise: Noise;
  readonly onChange: (noise: Noise) => void;
}

/** What happens to messages on their way to the others. */
export function NoiseFields({ noise, onChange }: NoiseFieldsProps) {
  return (
    <div class="fields">
      <ChoiceField
        label="Noise"
        value={noise.kind}
        choices={kinds}
        onChoice={(kind) => onChange({ ...noise, kind })}
      />
      {noise.kind === "none" ? null : (
        <NumberField
          label="Share of messages"
          hint="0 to 1"
          min={0}
          max={1}
          step={0.05}
          value={noise.activation}
          onNumber={(activation) => onChange({ ...noise, activation: activation ?? 0 })}
        />
      )}
    </div>
  );
}
