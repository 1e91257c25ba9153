import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { CheckField, ChoiceField } from "../parts/field.tsx";
import { catalog } from "../state/catalog.ts";
import { playedByChoices } from "../state/players.ts";
import { setParticipant } from "../state/scene.ts";
import { AttributeFields } from "./attribute-fields.tsx";
import { GeneratePersona } from "./generate-persona.tsx";
import { NoiseFields } from "./noise-fields.tsx";
import { PlayerFields } from "./player-fields.tsx";
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
  // A chatbot is who it is, and a script says what it says: of them only the name is asked.
  const hasCharacter = playedBy !== "chatbot" && playedBy !== "script";
  const composes = playedBy === "model" || playedBy === "user";
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
          label="Played by"
          value={playedBy}
          choices={playedByChoices}
          onChoice={(value) => change({ playedBy: value })}
        />
        {hasCharacter ? (
          <ChoiceField
            label="Persona class"
            hint={form?.description}
            value={persona.type}
            choices={forms.map(({ type }) => type)}
            onChoice={(type) => change({ persona: { type, attributes: kept(persona.attributes, type) } })}
          />
        ) : null}
        <PlayerFields key={playedBy} participant={participant} change={change} />
      </div>
      {form === undefined ? null : (
        <AttributeFields
          form={
            hasCharacter
              ? form
              : { ...form, fields: form.fields.filter(({ name: field }) => field === "name") }
          }
          attributes={persona.attributes}
          onChange={(attributes) => change({ persona: { ...persona, attributes } })}
        />
      )}
      {form === undefined || !hasCharacter ? null : (
        <GeneratePersona
          participant={participant}
          form={form}
          onMade={(attributes) => change({ persona: { ...persona, attributes } })}
        />
      )}
      {composes ? (
        <RuleList rules={participant.orchestrators} onChange={(orchestrators) => change({ orchestrators })} />
      ) : null}
      {playedBy === "model" ? (
        <ToolList tools={participant.tools} onChange={(tools) => change({ tools })} />
      ) : null}
      {playedBy === "chatbot" ? null : (
        <NoiseFields noise={participant.noise} onChange={(noise) => change({ noise })} />
      )}
      {playedBy === "model" ? <PromptPreview index={index} /> : null}
    </section>
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
