import { DataFormatError } from "../errors/data-format-error.ts";
import { jsonParts } from "./json-parts.ts";

/** A value of a JSON text, and the line on which it begins. */
export interface JsonItem {
  readonly value: unknown;
  /** 1-based. */
  readonly line: number;
  /** Its key, where it is an entry of an object. */
  readonly key?: string | undefined;
  /** How it is written, on its line and those after it. */
  readonly text?: string | undefined;
}

/**
 * The members of a JSON list, or the entries of a JSON object, as the text arrives: one of them is held at a time.
 *
 * @param chunks the text, cut anywhere
 * @param onBad is told of a member that is not JSON, which is then skipped. Left out: it is thrown
 * @throws DataFormatError naming the line: not a list or an object, or cut off
 */
export async function* jsonItems(
  chunks: AsyncIterable<string> | Iterable<string>,
  source?: string,
  onBad?: (error: DataFormatError) => void,
): AsyncGenerator<JsonItem> {
  let isOver = false;
  for await (const { path, value, line, text, end } of jsonParts(
    chunks,
    { list: {}, object: {} },
    source,
    onBad,
  )) {
    if (isOver) throw new DataFormatError("something follows the end of the JSON", { source, line });
    const [key] = path;
    if (end === undefined) yield { value, line, text, ...(typeof key === "string" ? { key } : {}) };
    else isOver = true;
  }
}
