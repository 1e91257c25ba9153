import { section } from "@sdialog/agents";
import { fieldWords, isBlank } from "@sdialog/core/internal";
import type { Message } from "@sdialog/llm";

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

/** One object to complete: what it holds already, and what is missing. */
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
 * The sentence under the first heading and the user message are all that the bundled local model reads, in the form it was trained
 * on; the rest is for models that can follow it.
 */
export const attributePrompt: AttributePrompt = (task) => {
  const wanted: Record<string, string> = Object.assign({}, ...task.objects.map((object) => object.wanted));
  const several = task.objects.length > 1;
  const details = paragraphs(
    meanings(wanted),
    wishes(task, several),
    differences(task),
    corrections(task.objects.flatMap(({ problems }) => problems)),
  );
  return [
    {
      role: "system",
      content: `${section("task", assignment(task, Object.keys(wanted)))}\n\n${section("rules", details)}`,
    },
    { role: "user", content: several ? givenObjects(task) : givenObject(task) },
  ];
};

function assignment({ subject, objects }: AttributeTask, fields: readonly string[]): string {
  return objects.length > 1
    ? `Generate ${objects.length} ${subject}s as JSON: {"objects": [ … ]}. Fields of each: ${fields.join(", ")}.`
    : `Generate a ${subject} as JSON. Fields: ${fields.join(", ")}.`;
}

function givenObject({ objects: [object], className }: AttributeTask): string {
  return knownLines(object?.known ?? {}) || `Generate a ${fieldWords(className)}.`;
}

function givenObjects({ objects, className }: AttributeTask): string {
  const lines = objects.map(({ known }, index) => {
    const given = knownLines(known).replaceAll("\n", "; ");
    return `${index + 1}. ${given === "" ? fieldWords(className) : given}`;
  });
  return `Keep to what is given:\n${lines.join("\n")}`;
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

function wishes({ instructions }: AttributeTask, several: boolean): string {
  const always = [
    "Choose concrete, believable values that agree with each other and with what is given, and avoid the most obvious choice.",
    ...(several ? ["Make them differ from one another as real people and places do."] : []),
  ];
  return [...always, ...instructions].map((wish) => `- ${wish}`).join("\n");
}

function differences({ earlier }: AttributeTask): string | undefined {
  if (earlier.length === 0) return undefined;
  return `Already made; choose otherwise:\n${earlier.map((object) => `- ${JSON.stringify(object, shortened)}`).join("\n")}`;
}

/** Enough of a text to tell what it is about. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === "string" && value.length > 60 ? `${value.slice(0, 60).trimEnd()}…` : value;
}

function corrections(problems: readonly string[]): string | undefined {
  if (problems.length === 0) return undefined;
  return `What was wrong with the previous answer:\n${problems.map((problem) => `- ${problem}`).join("\n")}`;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== "").join("\n\n");
}
