import { section } from "@sdialog/agents";
import type { Message } from "@sdialog/llm";

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

/** Writes the messages that have a model write a dialogue. Replace it through the option `prompt`. */
export type DialogPrompt = (task: DialogTask) => readonly Message[];

/** Asks for a dialogue; `generateObject` tells the form of the reply. */
export const dialogPrompt: DialogPrompt = (task) => [
  { role: "system", content: paragraphs(assignment(task), situation(task), style(task)) },
  { role: "user", content: task.dialogueDetails === "" ? "Write the dialogue." : task.dialogueDetails },
];

function assignment({ cast, turns }: DialogTask): string {
  const names = cast.map(({ name }) => name);
  const rules = [
    "Write it from the first greeting to the goodbye; it must neither break off nor go on after the goodbye.",
    names.length === 0
      ? "Give each speaker one name and keep to it."
      : `Only ${listOf(names)} speak, under exactly these names, and ${names[0]} opens with a short greeting.`,
    cast.some(({ persona }) => persona !== "")
      ? "Everyone talks and knows what fits their own description, without reciting it."
      : undefined,
    lengthRule(turns),
    "A turn is what is said aloud and nothing else: no stage directions and no name in front.",
  ];
  return `You write dialogues that sound as if they had really been held.\n${rules
    .filter((rule) => rule !== undefined)
    .map((rule) => `- ${rule}`)
    .join("\n")}`;
}

function lengthRule({ min, max }: TurnRange): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  if (min === max) return `It has exactly ${min} turns.`;
  if (max === undefined) return `It has at least ${min} turns.`;
  return min === undefined ? `It has at most ${max} turns.` : `It has ${min} to ${max} turns.`;
}

function situation({ cast, context, scenario }: DialogTask): string {
  return paragraphs(
    ...cast
      .filter(({ persona }) => persona !== "")
      .map(({ name, persona }) => section("speaker", `Name: ${name}\n${persona}`)),
    context === "" ? undefined : section("context", context),
    scenario === "" ? undefined : section("scenario", scenario),
  );
}

function style({ responseDetails, examples }: DialogTask): string {
  return paragraphs(
    responseDetails === "" ? undefined : section("talk", responseDetails),
    ...examples.map((text) => section("example", text)),
  );
}

function listOf(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
