import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { CheckField, ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { catalog } from "../state/catalog.ts";
import { setParticipant } from "../state/scene.ts";
import { AttributeFields } from "./attribute-fields.tsx";
import { GeneratePersona } from "./generate-persona.tsx";
import { NoiseFields } from "./noise-fields.tsx";
import { PromptPreview } from "./prompt-preview.tsx";
import { RuleList } from "./rule-list.tsx";

interface ParticipantCardProps {
  readonly participant: SceneParticipant;
  readonly index: number;
  readonly name: string;
  readonly onRemove: (() => void) | undefined;
}

/** One participant: who it is, who plays it, and what steers it. */
export function ParticipantCard({ participant, index, name, onRemove }: ParticipantCardProps) {
  const change = (changes: Partial<SceneParticipant>): void => setParticipant(index, changes);
  const { persona, playedBy } = participant;
  const forms = catalog.value?.personas ?? [];
  const form = forms.find(({ type }) => type === persona.type);
  return (
    <section class="card" data-speaker={index} aria-label={`Participant ${name}`}>
      <header class="row">
        <h2>{name}</h2>
        <span class="grow" />
        {onRemove === undefined ? null : (
          <button type="button" class="plain" aria-label={`Remove ${name}`} onClick={onRemove}>
            Remove
          </button>
        )}
      </header>
      <div class="fields">
        <ChoiceField
          label="Persona class"
          value={persona.type}
          choices={forms.map(({ type }) => type)}
          onChoice={(type) => change({ persona: { type, attributes: kept(persona.attributes, type) } })}
        />
        <ChoiceField
          label="Played by"
          value={playedBy}
          choices={[
            { value: "model", title: "a model" },
            { value: "person", title: "me" },
          ]}
          onChoice={(value) => change({ playedBy: value })}
        />
        {playedBy === "person" ? null : <ModelFields participant={participant} change={change} />}
      </div>
      {form === undefined ? null : (
        <AttributeFields
          form={form}
          attributes={persona.attributes}
          onChange={(attributes) => change({ persona: { ...persona, attributes } })}
        />
      )}
      {form === undefined ? null : (
        <GeneratePersona
          participant={participant}
          form={form}
          onMade={(attributes) => change({ persona: { ...persona, attributes } })}
        />
      )}
      {playedBy === "person" ? null : (
        <>
          <RuleList
            rules={participant.orchestrators}
            onChange={(orchestrators) => change({ orchestrators })}
          />
          <ToolList tools={participant.tools} onChange={(tools) => change({ tools })} />
        </>
      )}
      <NoiseFields noise={participant.noise} onChange={(noise) => change({ noise })} />
      {playedBy === "person" ? null : <PromptPreview index={index} />}
    </section>
  );
}

interface ModelFieldsProps {
  readonly participant: SceneParticipant;
  readonly change: (changes: Partial<SceneParticipant>) => void;
}

function ModelFields({ participant, change }: ModelFieldsProps) {
  return (
    <>
      <TextField
        label="Model"
        hint={`backend:model, where backend is one of ${catalog.value?.backends.join(", ")}`}
        value={participant.model}
        onText={(model) => change({ model })}
      />
      <NumberField
        label="Temperature"
        hint="0 to 2; empty: the model's own"
        min={0}
        max={2}
        step={0.1}
        value={participant.temperature}
        onNumber={(temperature) => change({ temperature })}
      />
      <TextField
        wide
        label="First utterance"
        hint="Said word for word when this participant opens the conversation"
        value={participant.firstUtterance}
        onText={(firstUtterance) => change({ firstUtterance })}
      />
      <CheckField
        label="Thinks before it answers"
        checked={participant.think}
        onCheck={(think) => change({ think })}
      />
    </>
  );
}

interface ToolListProps {
  readonly tools: readonly string[];
  readonly onChange: (tools: string[]) => void;
}

function ToolList({ tools, onChange }: ToolListProps) {
  return (
    <fieldset>
      <legend>Tools</legend>
      {catalog.value?.tools.map(({ name, description }) => (
        <CheckField
          label={name}
          hint={description}
          checked={tools.includes(name)}
          onCheck={(checked) =>
            onChange([...tools.filter((each) => each !== name), ...(checked ? [name] : [])])
          }
        />
      ))}
    </fieldset>
  );
}

/** What of the attributes the other class knows as well. */
function kept(attributes: Readonly<Record<string, unknown>>, type: string): Record<string, unknown> {
  const form = catalog.value?.personas.find((each) => each.type === type);
  const known = new Set(form?.fields.map(({ name }) => name));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => known.has(name)));
}
