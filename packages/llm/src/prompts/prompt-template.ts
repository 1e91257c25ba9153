import { nearestName, sha256Hex } from "@sdialog/core/internal";
import mustache from "mustache";
import type { Message } from "../message.ts";
import { PromptTemplateError } from "./prompt-template-error.ts";

/** What a slot is filled with; `{{#slot}}…{{/slot}}` stands for every text of a list, and is left out for nothing. */
export type SlotValue = string | number | boolean | readonly string[] | undefined;

/** What a template is checked against, and how its slots are filled. */
export interface TemplateRules<Slot extends string = string> {
  /** The prompt's name. */
  readonly name: string;
  /** The slots there are, and what each holds. */
  readonly slots: Readonly<Record<Slot, string>>;
  /** Slots that every template of the prompt has to name. */
  readonly required: readonly Slot[];
  /** Whose message a template is that does not say so. */
  readonly role: "system" | "user";
  /** Changes a text before it goes into a slot. Default: nothing. */
  readonly fill?: ((text: string) => string) | undefined;
}

interface Part {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
}

/** The tags of Mustache as its parser gives them: sign, name, start, end, and what stands inside a section. */
type Token = readonly [sign: string, name: string, start: number, end: number, ...inside: unknown[]];

const roleLine = /^(system|user|assistant):[ \t]*$/gm;
const writer = new mustache.Writer();
const plain = { escape: String } as const;

/**
 * The messages of a prompt as text with named slots, in the tags of Mustache: `{{slot}}`, `{{#slot}}…{{/slot}}` where the
 * slot holds something (once for each text of a list, which is `{{.}}` there), `{{^slot}}…{{/slot}}` where it does not,
 * `{{! comment }}`. A line `system:`, `user:` or `assistant:` begins a message.
 */
export class PromptTemplate<Slot extends string = string> {
  /** The template without comments. */
  readonly text: string;
  /** The first 16 digits of the text's SHA-256: equal prompts have equal hashes. */
  readonly hash: string;
  readonly #parts: readonly Part[];
  readonly #fill: (text: string) => string;

  /** @throws PromptTemplateError for a slot there is not, a slot that is missing, or tags that do not fit together */
  constructor(rules: TemplateRules<Slot>, text: string) {
    if (typeof text !== "string")
      throw new PromptTemplateError(rules.name, "is not a text", "Pass the text of the template.");
    this.text = withoutComments(text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n")).trim();
    this.hash = sha256Hex(this.text).slice(0, 16);
    this.#parts = partsOf(rules, this.text);
    this.#fill = rules.fill ?? String;
    checkSlots(rules, this.#parts);
  }

  /** The messages, with the slots filled; a message in which nothing is left is left out. */
  messages(values: Readonly<Partial<Record<Slot, SlotValue>>>): Message[] {
    const view: Record<string, unknown> = {};
    for (const [slot, value] of Object.entries(values) as [Slot, SlotValue][])
      view[slot] =
        typeof value === "string"
          ? this.#fill(value)
          : Array.isArray(value)
            ? (value as readonly string[]).map(this.#fill)
            : value;
    return this.#parts.flatMap(({ role, text }): Message[] => {
      const content = writer.render(text, view, undefined, plain).trim();
      return content === "" ? [] : [{ role, content }];
    });
  }

  /** As {@link PromptTemplate.messages}, for a prompt of one message: what it says. */
  render(values: Readonly<Partial<Record<Slot, SlotValue>>>): string {
    return this.messages(values)
      .map(({ content }) => content)
      .join("\n\n");
  }
}

/** Without `{{! … }}`; a line that holds nothing else goes with it. */
function withoutComments(text: string): string {
  let kept = "";
  for (let at = 0; ;) {
    const open = text.indexOf("{{!", at);
    const close = open === -1 ? -1 : text.indexOf("}}", open);
    if (close === -1) return kept + text.slice(at);
    kept += text.slice(at, open);
    at = close + 2;
    const alone = (kept === "" || kept.endsWith("\n")) && text.charAt(at) === "\n";
    if (alone) at += 1;
  }
}

function partsOf({ name, role }: TemplateRules, text: string): Part[] {
  const [before = "", ...rest] = text.split(roleLine);
  if (rest.length === 0) return [{ role, text }];
  if (before.trim() !== "")
    throw new PromptTemplateError(
      name,
      `has text before its first message: ${JSON.stringify(before.trim().slice(0, 40))}`,
      'Begin with a line "system:" or "user:", or leave out all such lines.',
    );
  return rest.flatMap((said, at) =>
    at % 2 === 0 ? [{ role: said as Part["role"], text: (rest[at + 1] ?? "").trim() }] : [],
  );
}

function checkSlots({ name, slots, required }: TemplateRules, parts: readonly Part[]): void {
  const known = Object.keys(slots);
  const used = new Set(parts.flatMap(({ text }) => namesIn(name, text)));
  for (const slot of used) {
    if (known.includes(slot)) continue;
    const nearest = nearestName(slot, known);
    throw new PromptTemplateError(
      name,
      `has a slot {{${slot}}} that does not exist`,
      nearest === undefined ? `Slots: ${known.join(", ")}.` : `Did you mean {{${nearest}}}?`,
    );
  }
  const missing = required.find((slot) => !used.has(slot));
  if (missing !== undefined)
    throw new PromptTemplateError(
      name,
      `has no {{${missing}}}`,
      `{{${missing}}} stands for: ${slots[missing]}. A template is text with slots; where a file holds it, pass what is in the file.`,
    );
}

function namesIn(prompt: string, text: string): string[] {
  let tokens: readonly Token[];
  try {
    tokens = mustache.parse(text) as unknown as readonly Token[];
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new PromptTemplateError(
      prompt,
      `cannot be read: ${problem}`,
      "Every {{#slot}} and {{^slot}} needs a {{/slot}} in the same message.",
      error,
    );
  }
  return namesOf(prompt, tokens);
}

function namesOf(prompt: string, tokens: readonly Token[]): string[] {
  return tokens.flatMap(([sign, name, , , inside]) => {
    if (sign === "text" || name === ".") return [];
    if (sign === ">" || sign === "=")
      throw new PromptTemplateError(
        prompt,
        `has a tag {{${sign} … }}, which prompt templates do not support`,
        "Use {{slot}}, {{#slot}}…{{/slot}} and {{^slot}}…{{/slot}}.",
      );
    return [name, ...(Array.isArray(inside) ? namesOf(prompt, inside as readonly Token[]) : [])];
  });
}
