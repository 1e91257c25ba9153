import type { JsonPart, JsonPath, OpenedParts, OpenedRoots } from "@sdialog/core/internal";
import { lineOfPath, openedPart } from "@sdialog/core/internal";
import type * as z from "zod";

/** Where the records of a format stand in a JSON value, and which of their own lists hold parts that stand for themselves. */
export interface RecordPlaces {
  /** Whether a list is one record, since its members are messages. */
  readonly whole?: "list" | undefined;
  /** Lists inside of an object whose members are records, by the way to them: `chats.list`; `""` for its own entries. */
  readonly lists?: Readonly<Record<string, z.ZodType>> | undefined;
  /** Lists of a record whose members are read each by itself, and what these look like; `""` for a record that is a list. */
  readonly parts?: Readonly<Record<string, z.ZodType>> | undefined;
}

/** What stands in an object beside its lists of records: before the first of them, and behind it. */
export interface Around {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** A record, and where it stands. */
export interface PlacedRecord {
  readonly value: unknown;
  /** Which of the lists it comes from. */
  readonly list?: string | undefined;
  /** Its key, or its 0-based place, there. */
  readonly key?: string | number | undefined;
  readonly around: Around;
  /** The line of what stands at a path inside it. */
  readonly lineAt: (path: JsonPath) => number | undefined;
  /** How many of its parts are left out. */
  readonly leftOut: number;
  /** The first of those that are left out, and what they should look like. */
  readonly bent: readonly { readonly value: unknown; readonly shape: z.ZodType }[];
  /** How many parts it has, all in all. */
  readonly parts: number;
}

/** Is told of a part that is not what it should be. */
export type BadPart = (error: z.ZodError, path: JsonPath, line: number) => void;

/** What has to be opened of JSON for its records to come one by one. */
export function openedRoots({ whole, lists = {}, parts = {} }: RecordPlaces): OpenedRoots {
  const inRecord: Record<string, OpenedParts> = {};
  for (const name of Object.keys(parts)) if (name !== "") inRecord[name] = {};
  const hasParts = Object.keys(inRecord).length > 0;
  const members: OpenedParts = hasParts ? { "*": inRecord } : {};
  const object: Record<string, OpenedParts> = { ...inRecord };
  for (const way of Object.keys(lists)) {
    if (way === "") return { list: members, object: members };
    const [last = "", ...steps] = way.split(".").toReversed();
    let at = object;
    for (const step of steps.toReversed()) at = (at[step] ??= {}) as Record<string, OpenedParts>;
    at[last] = members;
  }
  const opensObject = Object.keys(object).length > 0;
  return { list: whole === "list" ? {} : members, ...(opensObject ? { object } : {}) };
}

/** The parts of a value that is there as a whole, as they would come out of its text. */
export function* valueParts(
  value: unknown,
  { list, object }: OpenedRoots,
  line: number,
): Generator<JsonPart> {
  yield* partsIn(value, Array.isArray(value) ? list : object, [], line);
}

function* partsIn(
  value: unknown,
  opened: OpenedParts | undefined,
  path: JsonPath,
  line: number,
): Generator<JsonPart> {
  if (opened === undefined || typeof value !== "object" || value === null) {
    yield { path, value, line };
    return;
  }
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value)
    ? value.entries()
    : Object.entries(value);
  for (const [key, inner] of entries) yield* partsIn(inner, openedPart(opened, key), [...path, key], line);
  yield { path, line, end: Array.isArray(value) ? "list" : "object" };
}

/** What has come of a record, or of the object around the records. */
class Growing {
  readonly entries: [key: string | number, value: unknown][] = [];
  readonly lists = new Map<string | number, [key: string | number, value: unknown][]>();
  readonly places = new Map<string | number, JsonPart>();
  readonly line: number;
  readonly bent: { readonly value: unknown; readonly shape: z.ZodType }[] = [];
  parts = 0;
  leftOut = 0;

  constructor(line: number) {
    this.line = line;
  }
}

interface Home {
  /** How many steps of the path lead to the record. */
  readonly depth: number;
  readonly list?: string | undefined;
}

/** Makes records of the parts of a value, or of several one after the other. */
export class RecordAssembler {
  readonly #places: RecordPlaces;
  readonly #ways: readonly { readonly name: string; readonly path: readonly string[] }[];
  readonly #onBadPart: BadPart;
  #root: Growing | undefined;
  #inner: Growing | undefined;
  #around = { before: {}, after: {} };
  #foundList = false;

  constructor(places: RecordPlaces, onBadPart: BadPart) {
    this.#places = places;
    this.#ways = Object.keys(places.lists ?? {}).map((name) => ({
      name,
      path: name === "" ? [] : name.split("."),
    }));
    this.#onBadPart = onBadPart;
  }

  /** Takes the next part. @returns the record that is whole now */
  add(part: JsonPart): PlacedRecord | undefined {
    const { path, value, line, end } = part;
    const { depth, list } = this.#homeOf(path);
    const within = path.slice(depth);
    this.#root ??= new Growing(line);
    const growing = depth === 0 ? this.#root : (this.#inner ??= new Growing(line));
    if (within.length === 0)
      return depth === 0 ? this.#rootOver(part, growing) : this.#over(part, growing, list);
    if (depth === 0 && this.#leadsToList(path) && end !== undefined)
      this.#foundList ||= this.#ways.some((way) => way.path.length === path.length);
    else if (depth === 0 && path.length > 1 && this.#leadsToList(path.slice(0, -1)))
      this.#keepAround(path, value);
    else if (within.length === 2 || typeof within[0] === "number") this.#addPart(growing, part, within);
    else {
      const [key] = within as [string | number];
      const whole = end === undefined ? value : grown(growing.lists.get(key) ?? [], end);
      growing.entries.push([key, whole]);
      growing.places.set(key, part);
      if (depth === 0) this.#keepAround(path, whole);
    }
    return undefined;
  }

  #homeOf(path: JsonPath): Home {
    if (typeof path[0] === "number") return { depth: this.#places.whole === "list" ? 0 : 1 };
    const way = this.#ways.find((each) => path.length > each.path.length && startsWith(path, each.path));
    return way === undefined ? { depth: 0 } : { depth: way.path.length + 1, list: way.name };
  }

  #leadsToList(path: JsonPath): boolean {
    return this.#ways.some((way) => startsWith(way.path, path));
  }

  /** A member of one of a record's lists that are read one by one. */
  #addPart(growing: Growing, { value, line, path, text }: JsonPart, within: JsonPath): void {
    const [key = "", at = 0] = within.length === 1 ? ["", ...within] : within;
    const members = growing.lists.get(key) ?? [];
    growing.lists.set(key, members);
    const { [String(key)]: shape } = this.#places.parts ?? {};
    const { error } = shape?.safeParse(value) ?? {};
    growing.parts++;
    if (shape === undefined || error === undefined) {
      members.push([at, value]);
      return;
    }
    if (growing.leftOut++ === 0) growing.bent.push({ value, shape });
    const [{ path: inside = [] } = {}] = error.issues;
    const offset = text === undefined ? 0 : lineOfPath(text, inside as JsonPath) - 1;
    this.#onBadPart(error, path, line + offset);
  }

  #keepAround(path: JsonPath, value: unknown): void {
    let at: object = this.#foundList ? this.#around.after : this.#around.before;
    for (const step of path.slice(0, -1)) {
      if (!Object.hasOwn(at, step)) put(at, step, {});
      at = Reflect.get(at, step) as object;
    }
    put(at, path.at(-1) ?? "", value);
  }

  #over(part: JsonPart, growing: Growing, list: string | undefined): PlacedRecord {
    this.#inner = undefined;
    return this.#placed(part, growing, list);
  }

  /** The value is over: it is a record itself, unless its lists are where records stand. */
  #rootOver(part: JsonPart, growing: Growing): PlacedRecord | undefined {
    const isRecord = part.end !== "list" || this.#places.whole === "list";
    const hasLists = this.#foundList || this.#ways.some(({ path }) => path.length === 0);
    const record =
      isRecord && !hasLists ? { ...this.#placed(part, growing, undefined), around: nothing } : undefined;
    [this.#root, this.#inner, this.#foundList] = [undefined, undefined, false];
    this.#around = { before: {}, after: {} };
    return record;
  }

  #placed(part: JsonPart, growing: Growing, list: string | undefined): PlacedRecord {
    const { path, end, value } = part;
    const isWhole = end === undefined;
    const entries = end === "list" ? (growing.lists.get("") ?? []) : growing.entries;
    return {
      value: isWhole ? value : grown(entries, end),
      list,
      key: path.at(-1),
      around: this.#around,
      parts: growing.parts,
      leftOut: growing.leftOut,
      bent: growing.bent,
      lineAt: (inside) => {
        if (isWhole) return lineIn(part, inside);
        const [first = "", ...rest] = inside;
        const place = growing.places.get(first);
        return place === undefined ? growing.line : lineIn(place, rest);
      },
    };
  }
}

const nothing: Around = { before: {}, after: {} };

function lineIn({ line, text }: JsonPart, path: JsonPath): number {
  return text === undefined ? line : line + lineOfPath(text, path) - 1;
}

function startsWith(path: JsonPath, beginning: JsonPath): boolean {
  return beginning.length <= path.length && beginning.every((step, at) => step === path[at]);
}

function grown(entries: readonly (readonly [string | number, unknown])[], kind: "list" | "object"): unknown {
  return kind === "list" ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function put(object: object, key: string | number, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
