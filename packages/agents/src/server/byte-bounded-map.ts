/** Remembers entries of at most `limit` bytes in all and forgets those that were not used for longest. */
export class ByteBoundedMap<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly bytes: number }>();
  readonly #limit: number;
  readonly #bytesOf: (value: Value) => number;
  #bytes = 0;

  /** @param bytesOf about how much memory a value takes, when it is set */
  constructor(limit: number, bytesOf: (value: Value) => number) {
    this.#limit = limit;
    this.#bytesOf = bytesOf;
  }

  /** What is remembered now, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Remembers a value, measured anew. One that is larger than the limit by itself is not remembered. */
  set(key: string, value: Value): void {
    this.delete(key);
    const bytes = entryBytes + 2 * key.length + this.#bytesOf(value);
    if (bytes > this.#limit) return;
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit) return;
      this.delete(oldest);
    }
  }

  delete(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#bytes -= entry.bytes;
    return this.#entries.delete(key);
  }
}

/** What a place in a map takes besides key and value. */
const entryBytes = 100;

/** About how much memory texts take: two bytes for a character, and the object around each. */
export function textBytes(texts: Iterable<string>): number {
  let bytes = 0;
  for (const text of texts) bytes += 64 + 2 * text.length;
  return bytes;
}
