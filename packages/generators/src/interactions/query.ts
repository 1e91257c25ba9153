import { DataFormatError } from "@sdialog/core";
import { sha256Hex } from "@sdialog/core/internal";

/** A question somebody might ask an assistant. */
export interface Query {
  /** Follows from the text, so that the order of a file does not matter. */
  readonly id: string;
  readonly text: string;
}

const textKeys = ["instruction", "query", "question", "prompt", "text", "input"];

/**
 * Queries from records of common dataset formats: plain strings, objects with one of the usual text keys, ShareGPT
 * conversations. Repeated texts are dropped.
 * @throws DataFormatError for a record without a text, naming its number
 */
export function queriesFrom(records: Iterable<unknown>, source?: string): Query[] {
  const queries = new Map<string, Query>();
  let number = 0;
  for (const record of records) {
    number++;
    const text = textOf(record)?.trim();
    if (text === undefined || text === "") {
      throw new DataFormatError(`record ${number} holds no query`, {
        source,
        hint: `Expected text, or an object with one of: ${textKeys.join(", ")}.`,
      });
    }
    queries.set(queryId(text), { id: queryId(text), text });
  }
  return [...queries.values()];
}

/** The id of a query with this text. */
export function queryId(text: string): string {
  return sha256Hex(text.trim()).slice(0, 16);
}

function textOf(record: unknown): string | undefined {
  if (typeof record === "string") return record;
  if (typeof record !== "object" || record === null) return undefined;
  for (const key of textKeys) {
    const value: unknown = Reflect.get(record, key);
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  const conversations: unknown = Reflect.get(record, "conversations");
  const first: unknown = Array.isArray(conversations) ? conversations[0] : undefined;
  const value: unknown =
    typeof first === "object" && first !== null ? Reflect.get(first, "value") : undefined;
  return typeof value === "string" ? value : undefined;
}
