import { headings } from "@sdialog/agents";
import { withoutHeadings } from "@sdialog/agents/internal";
import { definePrompt } from "@sdialog/llm";

/** What a prompt that has a whole dialogue written is made of; texts are already rendered. */
export interface DialogTask {
  /** Who speaks, in the order of their first messages; empty when the model may choose. */
  readonly cast: readonly { readonly name: string; readonly persona: string }[];
  /** What the dialogue is about. */
  readonly dialogueDetails: string;
  /** How the speakers talk. */
  readonly responseDetails: string;
  readonly context: string;
  readonly scenario: string;
  readonly examples: readonly string[];
  readonly turns: TurnRange;
}

/** Fewest and most turns of a dialogue. */
export interface TurnRange {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Asks for a dialogue; `generateObject` tells the form of the reply. */
export const dialogPrompt = definePrompt({
  name: "dialogue",
  description: "asks one model to write a whole dialogue, all sides of it",
  from: "@sdialog/generators",
  slots: {
    names: "who speaks, in the order of their first messages; nothing when the model may choose",
    first: "who opens",
    described: "whether anybody is described",
    speakers: "each speaker who is described: the name, and the description below it",
    turns: "how many turns, in a few words: exactly 6 turns",
    context: "the situation",
    scenario: "where the situation comes from",
    responses: "how the speakers talk",
    examples: "dialogues that show the style",
    details: "what the dialogue is about",
  },
  required: ["details"],
  fill: withoutHeadings,
  text: `system:
You write dialogues that sound as if they had really been held.
- Write it from the first greeting to the goodbye; it must neither break off nor go on after the goodbye.
{{#names}}
- Only {{names}} speak, under exactly these names, and {{first}} opens with a short greeting.
{{/names}}
{{^names}}
- Give each speaker one name and keep to it.
{{/names}}
{{#described}}
- Everyone talks and knows what fits their own description, without reciting it.
{{/described}}
{{#turns}}
- It has {{turns}}.
{{/turns}}
- A turn is what is said aloud and nothing else: no stage directions and no name in front.
{{#speakers}}

${headings.speaker}
{{.}}
{{/speakers}}
{{#context}}

${headings.context}
{{context}}
{{/context}}
{{#scenario}}

${headings.scenario}
{{scenario}}
{{/scenario}}
{{#responses}}

${headings.talk}
{{responses}}
{{/responses}}
{{#examples}}

${headings.example}
{{.}}
{{/examples}}

user:
{{details}}{{^details}}Write the dialogue.{{/details}}
`,
});

/** What stands in the slots of the prompt for a task. */
export function dialogSlots(task: DialogTask) {
  const { cast, turns, context, scenario, responseDetails, examples, dialogueDetails } = task;
  const names = cast.map(({ name }) => name);
  const described = cast.filter(({ persona }) => persona !== "");
  return {
    names: listOf(names),
    first: names[0],
    described: described.length > 0,
    speakers: described.map(({ name, persona }) => `Name: ${name}\n${persona}`.trim()),
    turns: lengthOf(turns),
    context: context.trim(),
    scenario: scenario.trim(),
    responses: responseDetails.trim(),
    examples: examples.map((text) => text.trim()),
    details: dialogueDetails,
  };
}

function lengthOf({ min, max }: TurnRange): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  if (min === max) return `exactly ${min} turns`;
  if (max === undefined) return `at least ${min} turns`;
  return min === undefined ? `at most ${max} turns` : `${min} to ${max} turns`;
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
