import { DataFormatError } from "../errors/data-format-error.ts";
import type { JsonPath } from "./line-of-path.ts";
import { endOfText } from "./outside-texts.ts";
import { parseJson } from "./parse-json.ts";

/**
 * Which lists and objects of a JSON text are opened, by their keys, `*` for any: their members come one by one. All
 * others come whole.
 */
export interface OpenedParts {
  readonly [key: string]: OpenedParts;
}

/** What is opened of a text's value, a list or an object; nothing where it comes whole. */
export interface OpenedRoots {
  readonly list?: OpenedParts | undefined;
  readonly object?: OpenedParts | undefined;
}

/** A part of a JSON text that is whole, or the end of a list or object whose members came one by one. */
export interface JsonPart {
  readonly path: JsonPath;
  /** 1-based: where it begins, or for an end, where it ends. */
  readonly line: number;
  readonly value?: unknown;
  /** How it is written, on its line and those after it. */
  readonly text?: string | undefined;
  readonly end?: "list" | "object" | undefined;
}

/** What is opened of a part of what is opened. */
export function openedPart(opened: OpenedParts, key: string | number): OpenedParts | undefined {
  return Object.hasOwn(opened, key) ? opened[key] : Object.hasOwn(opened, "*") ? opened["*"] : undefined;
}

interface Frame {
  readonly isList: boolean;
  readonly opened: OpenedParts;
  readonly path: JsonPath;
  /** Where its next member stands. */
  index: number;
  /** Whether its present member was opened, and is over. */
  isTaken: boolean;
}

const structure = /["\\{}[\],]/g;

/**
 * The parts of JSON values as their text arrives: one part is held at a time. Only where a part ends is found here; what
 * it says is read by JSON's own parser, which is fast.
 *
 * @param chunks the text, cut anywhere: one value, or several one after the other
 * @param onBad is told of a part that is not JSON, which is then skipped. Left out: it is thrown
 * @throws DataFormatError naming the line: not a list or an object, or cut off
 */
export async function* jsonParts(
  chunks: AsyncIterable<string> | Iterable<string>,
  roots: OpenedRoots,
  source?: string,
  onBad?: (error: DataFormatError) => void,
): AsyncGenerator<JsonPart> {
  const frames: Frame[] = [];
  let waiting = "";
  let scanned = 0;
  let begin = 0;
  /** The line of `begin`. */
  let line = 1;
  let depth = 0;
  let inText = false;
  let isStarted = false;

  const wrong = (message: string, at: number, hint?: string): DataFormatError =>
    new DataFormatError(message, { source, line: line + breaks(waiting.slice(begin, at)), hint });

  function pass(to: number): string {
    const passed = waiting.slice(begin, to);
    begin = to;
    line += breaks(passed);
    return passed;
  }

  /** What stands up to a place as a part of the innermost list or object, or as a whole value. */
  function part(to: number, frame: Frame | undefined): JsonPart | undefined {
    const started = line;
    const text = pass(to);
    const blank = text.search(/\S/);
    if (frame?.isTaken === true || blank === -1) {
      if (blank !== -1) throw new DataFormatError("this is not JSON", { source, line: started });
      return undefined;
    }
    const at = started + breaks(text.slice(0, blank));
    const written = text.slice(blank);
    try {
      if (frame === undefined)
        return { path: [], value: parseJson(written, source, at), line: at, text: written };
      if (frame.isList)
        return {
          path: [...frame.path, frame.index],
          value: parseJson(written, source, at),
          line: at,
          text: written,
        };
      const [entry] = Object.entries(parseJson(`{${written}}`, source, at) as object);
      if (entry === undefined) return undefined;
      const [key, value] = entry as [string, unknown];
      return { path: [...frame.path, key], value, line: at, text: written.slice(written.indexOf(":") + 1) };
    } catch (error) {
      if (onBad === undefined || !(error instanceof DataFormatError)) throw error;
      onBad(error);
      return undefined;
    }
  }

  /** Opens the list or object that begins at a place, if it is one of those. */
  function open(sign: string, index: number): boolean {
    const frame = frames.at(-1);
    const isList = sign === "[";
    if (frame === undefined) {
      if (/\S/.test(waiting.slice(begin, index))) throw wrong(strayAt(isStarted), index);
      isStarted = true;
      pass(index);
      const { [isList ? "list" : "object"]: opened } = roots;
      if (opened === undefined) return false;
      begin = index + 1;
      frames.push({ isList, opened, path: [], index: 0, isTaken: false });
      return true;
    }
    const key = frame.isList ? frame.index : keyOf(waiting.slice(begin, index), source, line);
    const opened = key === undefined || frame.isTaken ? undefined : openedPart(frame.opened, key);
    if (key === undefined || opened === undefined) return false;
    pass(index);
    begin = index + 1;
    frame.isTaken = true;
    frames.push({ isList, opened, path: [...frame.path, key], index: 0, isTaken: false });
    return true;
  }

  for await (const chunk of chunks) {
    waiting += isStarted || waiting !== "" ? chunk : chunk.replace("\uFEFF", "");
    let at = scanned;
    for (;;) {
      structure.lastIndex = at;
      const found = structure.exec(waiting);
      if (found === null) break;
      const [sign] = found;
      at = found.index + 1;
      // What a backslash stands before is part of the text; it may come with the next chunk.
      if (inText) {
        if (sign === "\\") at++;
        else if (sign === '"') inText = false;
      } else if (sign === '"') inText = true;
      else if (sign === "{" || sign === "[") {
        if (depth > 0 || !open(sign, found.index)) depth++;
      } else if (sign === "\\") continue;
      else {
        const isEnd = sign !== ",";
        if (isEnd && depth > 0) {
          depth--;
          if (depth > 0 || frames.length > 0) continue;
        } else if (depth > 0) continue;
        const frame = frames.at(-1);
        if (frame === undefined && depth === 0 && (!isEnd || !/[{[]/.test(waiting[begin] ?? "")))
          throw wrong(strayAt(isStarted), found.index);
        if (frame !== undefined && isEnd && (sign === "]") !== frame.isList)
          throw wrong("this is not JSON", found.index, "Check the quotes, commas and brackets there.");
        const made = part(frame === undefined ? at : found.index, frame);
        begin = at;
        if (made !== undefined) yield made;
        if (frame === undefined) continue;
        frame.index++;
        frame.isTaken = false;
        if (!isEnd) continue;
        frames.pop();
        yield { path: frame.path, line, end: frame.isList ? "list" : "object" };
      }
    }
    scanned = Math.max(at, waiting.length) - begin;
    waiting = waiting.slice(begin);
    begin = 0;
  }
  if (frames.length > 0 || depth > 0)
    throw wrong(
      "the JSON is cut off",
      waiting.length,
      "The program that wrote it was probably interrupted: write it again.",
    );
  if (waiting.trim() !== "") throw wrong(strayAt(isStarted), waiting.search(/\S/));
  if (!isStarted) throw new DataFormatError("this file is empty", { source });
}

/** What is wrong with text where a value was expected. */
function strayAt(isStarted: boolean): string {
  return isStarted
    ? "something follows the end of the JSON"
    : "this is neither a JSON list nor a JSON object";
}

/** The key that stands before a value, nothing where none does. */
function keyOf(text: string, source: string | undefined, line: number): string | undefined {
  const start = text.search(/\S/);
  if (text[start] !== '"') return undefined;
  const end = endOfText(text, start);
  return /^\s*:\s*$/.test(text.slice(end))
    ? String(parseJson(text.slice(start, end), source, line + breaks(text.slice(0, start))))
    : undefined;
}

function breaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
