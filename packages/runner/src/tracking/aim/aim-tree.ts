/** A floating-point number, which Aim tells from an integer. */
export class AimFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** A text as Aim's sequences of texts have it. */
export class AimText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An array with the places that it has: Aim files the values of a sequence under hashes of their steps. */
export class AimArray {
  readonly entries: ReadonlyMap<bigint, AimValue>;
  constructor(entries: ReadonlyMap<bigint, AimValue>) {
    this.entries = entries;
  }
}

/** What Aim's trees hold. An integer is stored as one of 64 bits, other numbers as doubles; keys are texts or integers. */
export type AimValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | AimFloat
  | AimText
  | AimArray
  | readonly AimValue[]
  | ReadonlyMap<string | bigint, AimValue>
  | { readonly [key: string]: AimValue };

/** The first byte of a stored value. */
const types = { null: 0, boolean: 1, integer: 2, float: 3, string: 4, array: 6, object: 7, custom: 0x0f };

/** Between the keys of a path; no byte of UTF-8. */
const sentinel = 0xfe;

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

/**
 * A value as Aim's remote tracking server reads it (Aim 3.19 and later, `aim.storage.treeutils` and
 * `aim.ext.transport.message_utils`): its leaves one after the other, each with the length and bytes of its path, whether
 * it is a blob, and the length and bytes of what it is.
 */
export function packTree(value: AimValue): Uint8Array {
  const pieces: Uint8Array[] = [];
  pack(value, new Uint8Array(), pieces);
  return joined(pieces);
}

function pack(value: AimValue, path: Uint8Array, pieces: Uint8Array[]): void {
  const leaf = (type: number, content: Uint8Array = new Uint8Array(), at = path, blob = false): void =>
    void pieces.push(
      length(at),
      at,
      Uint8Array.of(blob ? 1 : 0),
      length(content, 1),
      Uint8Array.of(type),
      content,
    );
  const below = (key: string | bigint, child: AimValue): void =>
    pack(child, joined([path, keyBytes(key)]), pieces);
  if (value === null) leaf(types.null);
  else if (typeof value === "boolean") leaf(types.boolean, Uint8Array.of(value ? 1 : 0));
  else if (typeof value === "bigint") leaf(types.integer, int64(value));
  else if (typeof value === "string") leaf(types.string, utf8.encode(value));
  else if (typeof value === "number")
    if (Number.isSafeInteger(value)) leaf(types.integer, int64(BigInt(value)));
    else leaf(types.float, double(value));
  else if (value instanceof AimFloat) leaf(types.float, double(value.value));
  else if (value instanceof AimText) {
    leaf(types.custom, utf8.encode("aim.text"));
    leaf(types.string, utf8.encode(value.text), joined([path, keyBytes("data")]), true);
  } else if (value instanceof AimArray) {
    leaf(types.array);
    for (const [place, child] of value.entries) below(place, child);
  } else if (Array.isArray(value)) {
    leaf(types.array);
    for (const [place, child] of (value as readonly AimValue[]).entries()) below(BigInt(place), child);
  } else {
    const entries = value instanceof Map ? [...value] : Object.entries(value);
    if (entries.length === 0) leaf(types.object);
    for (const [key, child] of entries as [string | bigint, AimValue][]) below(key, child);
  }
}

/** What the server answered: objects as maps, texts as their texts. */
export function unpackTree(bytes: Uint8Array): AimValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let root: AimValue = new Map<string | bigint, AimValue>();
  for (let at = 0; at < bytes.length;) {
    const pathEnd = at + 4 + view.getUint32(at, true);
    const path = keysOf(bytes.subarray(at + 4, pathEnd));
    const start = pathEnd + 5;
    at = start + view.getUint32(pathEnd + 1, true);
    const value = leafOf(bytes.subarray(start, at));
    const key = path.pop();
    if (key === undefined) root = value;
    else {
      let place = root as Map<string | bigint, AimValue>;
      for (const step of path) {
        const next = place.get(step) ?? new Map<string | bigint, AimValue>();
        place.set(step, next);
        place = next as Map<string | bigint, AimValue>;
      }
      place.set(key, value);
    }
  }
  return root;
}

function leafOf(bytes: Uint8Array): AimValue {
  const content = bytes.subarray(1);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  switch (bytes[0]) {
    case types.null:
      return null;
    case types.boolean:
      return content[0] !== 0;
    case types.integer:
      return view.getBigInt64(0, true);
    case types.float:
      return view.getFloat64(0, true);
    case types.string:
      return fromUtf8.decode(content);
    default:
      // Arrays, objects and what is made of them: what is in it follows.
      return new Map<string | bigint, AimValue>();
  }
}

function keysOf(path: Uint8Array): (string | bigint)[] {
  const keys: (string | bigint)[] = [];
  for (let at = 0; at < path.length;) {
    if (path[at] === sentinel) {
      keys.push(new DataView(path.buffer, path.byteOffset + at + 1, 8).getBigInt64(0));
      at += 10;
    } else {
      const end = path.indexOf(sentinel, at);
      keys.push(fromUtf8.decode(path.subarray(at, end)));
      at = end + 1;
    }
  }
  return keys;
}

function keyBytes(key: string | bigint): Uint8Array {
  if (typeof key === "string") {
    // An empty key would read as the sign that an integer follows.
    return joined([utf8.encode(key === "" ? "(empty)" : key), Uint8Array.of(sentinel)]);
  }
  const number = new Uint8Array(10).fill(sentinel);
  new DataView(number.buffer).setBigInt64(1, key);
  return number;
}

function length(bytes: Uint8Array, more = 0): Uint8Array {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setUint32(0, bytes.length + more, true);
  return four;
}

/** An integer of 64 bits, the lowest byte first. */
export function int64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return bytes;
}

function double(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
