import type { Tensors } from "./onnx-session.ts";
import { Tensor } from "onnxruntime-node";

export interface CachedPrefix {
  readonly tokens: readonly number[];
  readonly past: Tensors;
}

/** The key-value caches of growing conversations, by session name; the least recently used are dropped. */
export class PrefixCache {
  readonly #entries = new Map<string, CachedPrefix>();
  readonly #limit: number;

  /** @param limit most tokens kept, over all sessions */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Takes out what is cached of a prompt. At least its last token is left over, because its logits are needed.
   * @returns the longest common prefix of the prompt and the session's last call
   */
  take(session: string, prompt: readonly number[]): CachedPrefix | undefined {
    const entry = this.#entries.get(session);
    if (entry === undefined) return undefined;
    this.#entries.delete(session);
    const length = Math.min(commonPrefix(entry.tokens, prompt), prompt.length - 1);
    if (length === 0) return undefined;
    return length === entry.tokens.length ? entry : cut(entry, length);
  }

  put(session: string, entry: CachedPrefix): void {
    this.#entries.delete(session);
    this.#entries.set(session, entry);
    let tokens = 0;
    for (const [name, { tokens: cached }] of [...this.#entries].reverse()) {
      tokens += cached.length;
      if (tokens > this.#limit) this.#entries.delete(name);
    }
  }
}

function commonPrefix(a: readonly number[], b: readonly number[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

/** Keeps the first `length` positions of tensors [1, heads, positions, size]. */
function cut(entry: CachedPrefix, length: number): CachedPrefix {
  const shorten = (tensor: Tensor): Tensor => {
    const [, heads, positions, size] = tensor.dims as [number, number, number, number];
    const source = tensor.data as Float32Array;
    const target = source.slice(0, heads * length * size);
    for (let head = 1; head < heads; head++) {
      const start = head * positions * size;
      target.set(source.subarray(start, start + length * size), head * length * size);
    }
    return new Tensor(tensor.type, target, [1, heads, length, size]);
  };
  return {
    tokens: entry.tokens.slice(0, length),
    past: Object.fromEntries(Object.entries(entry.past).map(([name, tensor]) => [name, shorten(tensor)])),
  };
}
