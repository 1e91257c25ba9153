import { JsonBoundsError } from "./json-bounds-error.ts";

/** Text of up to this many characters is parsed at once: in the worst case that takes some 30 milliseconds. */
const piece = 256 * 1024;
/** How far large values may lie within large values: each level is looked through once more. */
const mostLevels = 16;
/** An object of more names takes ever longer to grow by one, in one go. */
const mostNames = 100_000;
/** How deep brackets may lie in a large text, counted from the value it is. */
const mostDepth = 1000;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/**
 * What `JSON.parse` gives, in pieces, between which everything else goes on: 32 MiB of the worst JSON there is would hold
 * the event loop up for seconds. (A thread would hold it up for longer: what it read has to be copied back.)
 *
 * @throws SyntaxError for what is not JSON
 * @throws JsonBoundsError for brackets more than 1,000 deep, for values of more than 256 KiB more than 16 deep in such
 *   values, and for large objects of more than 100,000 names
 */
export async function parseLargeJson(text: string, level = 0): Promise<unknown> {
  if (text.length <= piece) return JSON.parse(text) as unknown;
  const start = text.search(/\S/);
  const kind = text.charAt(start);
  // A long string or number; the parser is quick with these.
  if (kind !== "[" && kind !== "{") return JSON.parse(text) as unknown;
  if (level >= mostLevels) throw new JsonBoundsError("The JSON is nested too deep for its size");
  const isArray = kind === "[";
  const list: unknown[] = [];
  const record: Record<string, unknown> = {};
  let count = 0;
  let names = 0;
  let end = start;
  for await (const { from, to, isLast } of membersOf(text, start)) {
    const members = text.slice(from, to);
    end = to;
    if (members.trim() === "") {
      if (!isLast || count > 0) throw new SyntaxError("A value is missing in the JSON");
    } else if (isArray) await addItems(list, members, level);
    else names += await addFields(record, members, level);
    if (names > mostNames)
      throw new JsonBoundsError(`An object of the JSON has too many names: more than ${mostNames}`);
    count++;
    await pause();
  }
  const closing = isArray ? "]" : "}";
  if (text.charAt(end) !== closing || text.slice(end + 1).trim() !== "")
    throw new SyntaxError("The brackets of the JSON do not match");
  return isArray ? list : record;
}

/** Adds the items of a list: several that are small, or one that is large. */
async function addItems(list: unknown[], members: string, level: number): Promise<void> {
  if (members.length > piece) list.push(await parseLargeJson(members, level + 1));
  else for (const item of JSON.parse(`[${members}]`) as unknown[]) list.push(item);
}

/** @returns how many names were added, or written over */
async function addFields(record: Record<string, unknown>, members: string, level: number): Promise<number> {
  if (members.length <= piece) {
    const fields = JSON.parse(`{${members}}`) as Record<string, unknown>;
    const names = Object.keys(fields);
    for (const name of names) set(record, name, fields[name]);
    return names.length;
  }
  const [, name = ""] = /^\s*("(?:[^"\\]|\\.)*")\s*:/s.exec(members.slice(0, piece)) ?? [];
  if (name === "") throw new SyntaxError("A name is missing in the JSON, or is very long");
  const value = members.slice(members.indexOf(":", members.indexOf(name) + name.length) + 1);
  set(record, JSON.parse(name) as string, await parseLargeJson(value, level + 1));
  return 1;
}

/** As `JSON.parse` does it: `__proto__` is a name like any other. */
function set(record: Record<string, unknown>, name: string, value: unknown): void {
  if (name === "__proto__")
    Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
  else record[name] = value;
}

interface Members {
  readonly from: number;
  readonly to: number;
  /** Whether the bracket that closes them comes next. */
  readonly isLast: boolean;
}

const [quote, backslash, comma] = [...'"\\,'].map((character) => character.charCodeAt(0));
const opening: ReadonlySet<number> = new Set([..."[{"].map((character) => character.charCodeAt(0)));
const closing: ReadonlySet<number> = new Set([..."]}"].map((character) => character.charCodeAt(0)));

/** The members of the list or object that opens at `start`, as many at a time as a piece holds. */
async function* membersOf(text: string, start: number): AsyncGenerator<Members> {
  let depth = 0;
  let isText = false;
  let from = start + 1;
  let cut = from;
  let lastPause = start;
  for (let at = start; at < text.length; at++) {
    if (at - lastPause > 4 * piece) {
      lastPause = at;
      await pause();
    }
    const code = text.charCodeAt(at);
    if (isText) {
      if (code === backslash) at++;
      else if (code === quote) isText = false;
    } else if (code === quote) isText = true;
    else if (opening.has(code)) {
      if (++depth > mostDepth) throw new JsonBoundsError("The JSON is nested too deep");
    } else if (closing.has(code)) {
      depth--;
      if (depth > 0) continue;
      // What fits together goes together, and what does not fit goes by itself.
      if (cut > from && at - from > piece) {
        yield { from, to: cut, isLast: false };
        from = cut + 1;
      }
      yield { from, to: at, isLast: true };
      return;
    } else if (code === comma && depth === 1) {
      if (cut > from && at - from > piece) {
        yield { from, to: cut, isLast: false };
        from = cut + 1;
      }
      cut = at;
      if (at - from > piece) {
        yield { from, to: at, isLast: false };
        from = at + 1;
      }
    }
  }
  throw new SyntaxError("The JSON ends too early");
}
