import type { Message } from "@sdialog/llm";
import { fieldWords, isBlank } from "@sdialog/core";

/** What a prompt that has attributes filled in is made of. */
export interface AttributeTask {
  /** What is being made, in a word: `persona` or `context`. */
  readonly subject: string;
  /** The name of the class, such as `Teacher`. */
  readonly className: string;
  /** The objects to complete in this call; their order is the order of the reply. */
  readonly objects: readonly AttributeTaskObject[];
  /** What objects made before hold; the new ones should be unlike them. */
  readonly earlier: readonly Readonly<Record<string, unknown>>[];
  /** Further wishes of the caller. */
  readonly instructions: readonly string[];
}

export interface AttributeTaskObject {
  /** Attributes that are settled. */
  readonly known: Readonly<Record<string, unknown>>;
  /** Attributes to fill in → what to tell the model about each; empty when there is nothing to tell. */
  readonly wanted: Readonly<Record<string, string>>;
  /** What was wrong with earlier answers. */
  readonly problems: readonly string[];
}

/** Writes the messages that have the model fill in attributes. Replace it through the option `prompt`. */
export type AttributePrompt = (task: AttributeTask) => readonly Message[];

/**
 * Asks for one object as `{attribute: value}`, for several as `{"objects": [ … ]}`.
 *
 * The first sentence of each message is the form the bundled local model was trained on.
 */
export const attributePrompt: AttributePrompt = (task) => {
  const several = task.objects.length > 1;
  const fields = [...new Set(task.objects.flatMap(({ wanted }) => Object.keys(wanted)))];
  const system = several
    ? `Generate ${task.objects.length} ${task.subject}s as JSON: {"objects": [ … ]}. Fields of each: ${fields.join(", ")}.`
    : `Generate a ${task.subject} as JSON. Fields: ${fields.join(", ")}.`;
  return [
    { role: "system", content: system },
    { role: "user", content: several ? severalObjects(task) : oneObject(task) },
  ];
};

function oneObject(task: AttributeTask): string {
  const object = task.objects[0] as AttributeTaskObject;
  return paragraphs(
    knownLines(object.known) || `Generate a ${fieldWords(task.className)}.`,
    meanings(object.wanted),
    wishes(task),
    differences(task),
    corrections(object.problems),
  );
}

function severalObjects(task: AttributeTask): string {
  const objects = task.objects.map(({ known }, index) => {
    const lines = knownLines(known);
    return `${index + 1}. ${lines === "" ? fieldWords(task.className) : lines.replaceAll("\n", "; ")}`;
  });
  return paragraphs(
    `These are given:\n${objects.join("\n")}`,
    meanings(Object.assign({}, ...task.objects.map(({ wanted }) => wanted)) as Record<string, string>),
    wishes(task, "Make them differ from one another as real people and places do."),
    differences(task),
    corrections(task.objects.flatMap(({ problems }) => problems)),
  );
}

function knownLines(known: Readonly<Record<string, unknown>>): string {
  return Object.entries(known)
    .filter(([, value]) => !isBlank(value))
    .map(([name, value]) => {
      const words = fieldWords(name);
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${typeof value === "string" ? value : JSON.stringify(value)}`;
    })
    .join("\n");
}

function meanings(wanted: Readonly<Record<string, string>>): string | undefined {
  const told = Object.entries(wanted).filter(([, meaning]) => meaning !== "");
  if (told.length === 0) return undefined;
  return `What the fields hold:\n${told.map(([name, meaning]) => `- ${name}: ${meaning}`).join("\n")}`;
}

function wishes(task: AttributeTask, ...more: readonly string[]): string {
  const always =
    "Choose concrete, believable values that agree with each other and with what is given, and avoid the most obvious choice.";
  return [always, ...more, ...task.instructions].map((wish) => `- ${wish}`).join("\n");
}

function differences({ earlier }: AttributeTask): string | undefined {
  if (earlier.length === 0) return undefined;
  return `Already made; choose otherwise:\n${earlier.map((object) => `- ${JSON.stringify(object)}`).join("\n")}`;
}

function corrections(problems: readonly string[]): string | undefined {
  if (problems.length === 0) return undefined;
  return `What was wrong with the previous answer:\n${problems.map((problem) => `- ${problem}`).join("\n")}`;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
