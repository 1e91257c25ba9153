import { useState } from "preact/hooks";
import type { SceneParticipant } from "../../src/protocol/scene.ts";
import { CheckField, ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { SchemaField } from "../parts/schema-field.tsx";
import { catalog } from "../state/catalog.ts";

interface PlayerFieldsProps {
  readonly participant: SceneParticipant;
  readonly change: (changes: Partial<SceneParticipant>) => void;
}

/** What whoever plays a participant needs to know. */
export function PlayerFields({ participant, change }: PlayerFieldsProps) {
  switch (participant.playedBy) {
    case "model":
      return (
        <>
          <ModelField participant={participant} change={change} />
          <TextField
            wide
            label="First utterance"
            hint="Said word for word when this participant opens the conversation"
            value={participant.firstUtterance}
            onText={(firstUtterance) => change({ firstUtterance })}
          />
          <DetailsField participant={participant} change={change} />
          <CheckField
            label="Thinks before it answers"
            checked={participant.think}
            onCheck={(think) => change({ think })}
          />
        </>
      );
    case "user":
      return (
        <>
          <ModelField participant={participant} change={change} />
          <TextField
            wide
            label="Goal"
            hint="What it wants from the others; each further line is brought up a turn later"
            lines={3}
            value={participant.goal}
            onText={(goal) => change({ goal })}
          />
          <FactsField facts={participant.facts} onFacts={(facts) => change({ facts })} />
          <DetailsField participant={participant} change={change} />
        </>
      );
    case "chatbot":
      return <ChatbotFields chatbot={participant.chatbot} onChatbot={(chatbot) => change({ chatbot })} />;
    case "script":
      return (
        <TextField
          wide
          label="What is said"
          hint="One line per turn; after the last one the conversation ends"
          lines={4}
          value={participant.lines.join("\n")}
          onText={(text) => change({ lines: text === "" ? [] : text.split("\n") })}
        />
      );
    case "person":
      return null;
  }
}

function ModelField({ participant, change }: PlayerFieldsProps) {
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
        hint="0 to 2, how much chance there is in its words; empty: the model's own"
        min={0}
        max={2}
        step={0.1}
        value={participant.temperature}
        onNumber={(temperature) => change({ temperature })}
      />
    </>
  );
}

function DetailsField({ participant, change }: PlayerFieldsProps) {
  return (
    <TextField
      wide
      label="What else it is told"
      hint="About this conversation, in plain words"
      value={participant.details}
      onText={(details) => change({ details })}
    />
  );
}

interface FactsFieldProps {
  readonly facts: SceneParticipant["facts"];
  readonly onFacts: (facts: Record<string, string>) => void;
}

function FactsField({ facts, onFacts }: FactsFieldProps) {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  // A line that is being typed has no colon yet; other facts come from elsewhere, such as a scene to start from.
  const [typed, setTyped] = useState("");
  const mine = JSON.stringify(factsOf(typed)) === JSON.stringify(facts);
  return (
    <TextField
      wide
      label="What it knows"
      hint="One fact per line, such as “order number: A100”"
      lines={2}
      value={mine ? typed : lines.join("\n")}
      onText={(text) => {
        setTyped(text);
        onFacts(factsOf(text));
      }}
    />
  );
}

function factsOf(text: string): Record<string, string> {
  const lines = text.split("\n").map((line) => {
    const [name = "", ...value] = line.split(":");
    return [name.trim(), value.join(":").trim()] as const;
  });
  return Object.fromEntries(lines.filter(([name, value]) => name !== "" && value !== ""));
}

interface ChatbotFieldsProps {
  readonly chatbot: SceneParticipant["chatbot"];
  readonly onChatbot: (chatbot: SceneParticipant["chatbot"]) => void;
}

function ChatbotFields({ chatbot, onChatbot }: ChatbotFieldsProps) {
  const forms = catalog.value?.chatbots ?? [];
  const form = forms.find(({ type }) => type === chatbot.type);
  const [address, ...others] = form?.fields ?? [];
  const field = (one: NonNullable<typeof address>) => (
    <SchemaField
      key={one.name}
      field={one}
      value={chatbot[one.name]}
      onChange={(value) => {
        const { [one.name]: _before, ...rest } = chatbot;
        onChatbot((value === undefined ? rest : { ...rest, [one.name]: value }) as typeof chatbot);
      }}
    />
  );
  return (
    <>
      <ChoiceField
        label="How it is reached"
        value={chatbot.type}
        choices={forms.map(({ type, description }) => ({ value: type, title: `${type}: ${description}` }))}
        onChoice={(type) =>
          onChatbot({ type, ...(chatbot["url"] === undefined ? {} : { url: chatbot["url"] }) })
        }
      />
      {address === undefined ? null : field(address)}
      <details class="wide">
        <summary>{others.length} more settings</summary>
        <p class="quiet">
          Keys are not kept here: write the name of an environment variable, as <code>{"${BOT_TOKEN}"}</code>.
        </p>
        <div class="fields">{others.map(field)}</div>
      </details>
    </>
  );
}
