import { DataFormatError, type Facts, factsSchema } from "@sdialog/core";
import { sha256Hex, requireArguments } from "@sdialog/core/internal";

/** A question somebody might ask an assistant. */
export interface Query {
  /** Follows from the text, so that the order of a file does not matter. */
  readonly id: string;
  readonly text: string;
  /** What whoever asks it knows, from a record's `facts`. */
  readonly facts?: Facts | undefined;
}

const textKeys = ["instruction", "query", "question", "prompt", "text", "input"];

const conversationKeys = ["conversations", "messages"];
/** What a person is called in conversations with assistants. */
const people: ReadonlySet<string> = new Set(["user", "human", "prompter"]);

/**
 * Queries from records of common dataset formats: plain strings, objects with one of the usual text keys (an
 * instruction with its input or context), conversations as ShareGPT or chat APIs write them, of which the first message
 * of a person is the query. Repeated texts are dropped.
 * @throws DataFormatError for a record without a text, naming its number
 */
export function queriesFrom(records: Iterable<unknown>, source?: string): Query[] {
  requireArguments("queriesFrom", arguments, 1);
  const queries = new Map<string, Query>();
  let number = 0;
  for (const record of records) {
    number++;
    const text = textOf(record)?.trim();
    if (text === undefined || text === "") {
      throw new DataFormatError(`record ${number} holds no query`, {
        source,
        hint: `Expected text, or an object with one of: ${[...textKeys, ...conversationKeys].join(", ")}.`,
      });
    }
    const facts = factsOf(record);
    if (facts !== undefined && !facts.success)
      throw new DataFormatError(`the facts of record ${number} are not strings by name`, {
        source,
        hint: 'Write "facts": { "order number": "A-4711" }.',
        cause: facts.error,
      });
    queries.set(queryId(text), {
      id: queryId(text),
      text,
      ...(facts === undefined ? {} : { facts: facts.data }),
    });
  }
  return [...queries.values()];
}

/** The id of a query with this text. */
export function queryId(text: string): string {
  return sha256Hex(text.trim()).slice(0, 16);
}

function factsOf(record: unknown) {
  if (typeof record !== "object" || record === null || !("facts" in record)) return undefined;
  return factsSchema.safeParse(record.facts);
}

function textOf(record: unknown): string | undefined {
  if (typeof record === "string") return record;
  if (typeof record !== "object" || record === null) return undefined;
  const fields = record as Readonly<Record<string, unknown>>;
  for (const key of textKeys) {
    const { [key]: value } = fields;
    if (typeof value !== "string" || value.trim() === "") continue;
    // What an instruction is about stands beside it.
    const about = key === "instruction" ? [fields["input"], fields["context"]] : [];
    return [value, ...about].filter((part) => typeof part === "string" && part.trim() !== "").join("\n");
  }
  for (const key of conversationKeys) {
    const { [key]: messages } = fields;
    if (Array.isArray(messages)) return firstAsked(messages);
  }
  return undefined;
}

/** What a person says first in a conversation. */
function firstAsked(messages: readonly unknown[]): string | undefined {
  for (const message of messages) {
    if (typeof message !== "object" || message === null) continue;
    const { from, role = from, value, content = value } = message as Readonly<Record<string, unknown>>;
    if (typeof role !== "string" || !people.has(role.toLowerCase())) continue;
    const parts = Array.isArray(content) ? (content as unknown[]) : [content];
    const texts = parts.map((part) =>
      typeof part === "object" && part !== null ? (Reflect.get(part, "text") as unknown) : part,
    );
    const text = texts.filter((each) => typeof each === "string").join("\n");
    if (text.trim() !== "") return text;
  }
  return undefined;
}
