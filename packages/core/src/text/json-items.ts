import { DataFormatError } from "../errors/data-format-error.ts";
import { parseJson } from "./parse-json.ts";

/** A value of a JSON text, and the line on which it begins. */
export interface JsonItem {
  readonly value: unknown;
  /** 1-based. */
  readonly line: number;
  /** Its key, where it is an entry of an object. */
  readonly key?: string | undefined;
}

const structure = /["\\{}[\],]/g;

/**
 * The members of a JSON list, or the entries of a JSON object, as the text arrives: one of them is held at a time. Only
 * where a member ends is found here; what it says is read by JSON's own parser, which is fast.
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
  let waiting = "";
  let scanned = 0;
  let opened: string | undefined;
  let depth = 0;
  let inText = false;
  let closed = false;
  let line = 1;

  const cutOff = (at: number): DataFormatError =>
    new DataFormatError("the JSON is cut off", {
      source,
      line: at,
      hint: "The program that wrote it was probably interrupted: write it again.",
    });

  function item(text: string): JsonItem | undefined {
    const blank = text.search(/\S/);
    const begin = line + breaks(blank === -1 ? text : text.slice(0, blank));
    line += breaks(text);
    if (blank === -1) return undefined;
    try {
      if (opened === "[") return { value: parseJson(text, source, begin), line: begin };
      const [entry] = Object.entries(parseJson(`{${text}}`, source, begin) as object);
      return entry === undefined ? undefined : { key: entry[0], value: entry[1], line: begin };
    } catch (error) {
      if (onBad === undefined || !(error instanceof DataFormatError)) throw error;
      onBad(error);
      return undefined;
    }
  }

  for await (const chunk of chunks) {
    waiting += chunk;
    if (opened === undefined) {
      const at = waiting.search(/[^\s\uFEFF]/);
      if (at === -1) continue;
      opened = waiting[at];
      if (opened !== "[" && opened !== "{")
        throw new DataFormatError("this is neither a JSON list nor a JSON object", { source, line });
      line += breaks(waiting.slice(0, at));
      waiting = waiting.slice(at + 1);
    }
    let begin = 0;
    let at = scanned;
    while (!closed) {
      structure.lastIndex = at;
      const found = structure.exec(waiting);
      if (found === null) break;
      const [sign] = found;
      at = found.index + 1;
      if (inText) {
        // What a backslash stands before is part of the text; it may come with the next chunk.
        if (sign === "\\") at++;
        else if (sign === '"') inText = false;
      } else if (sign === '"') inText = true;
      else if (sign === "{" || sign === "[") depth++;
      else if (sign === "}" || sign === "]") depth--;
      if (depth === -1 || (depth === 0 && sign === "," && !inText)) {
        const made = item(waiting.slice(begin, found.index));
        begin = at;
        closed = depth === -1;
        if (made !== undefined) yield made;
      }
    }
    scanned = Math.max(at, waiting.length) - begin;
    waiting = waiting.slice(begin);
  }
  if (opened === undefined) throw new DataFormatError("this file is empty", { source });
  if (!closed) throw cutOff(line + breaks(waiting));
  if (waiting.trim() !== "")
    throw new DataFormatError("something follows the end of the JSON", {
      source,
      line: line + breaks(waiting.slice(0, waiting.search(/\S/))),
    });
}

function breaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
