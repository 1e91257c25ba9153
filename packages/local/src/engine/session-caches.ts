import type { Mark } from "../steering/steering-plan.ts";
import type { KeyValueCache } from "../decoder/key-value-cache.ts";

// A shorter common beginning is computed faster than its cache is copied.
const worthCopying = 16;

/** The beginning of a prompt that may come from a cache. */
export interface WantedPrefix {
  readonly tokens: readonly number[];
  /** How each token is steered: what was computed under other steering is of no use. */
  readonly marks: readonly Mark[];
  /** The first position that must be computed, at most the last one: its logits are needed. */
  readonly needed: number;
}

export interface TakenCache {
  readonly cache: KeyValueCache;
  /**
   * How many tokens the session's own last call left. What came from other sessions is not counted: it depends on
   * what else happens to run, and this number is written into dialogues.
   */
  readonly kept: number;
}

/** Key-value caches kept between calls, by session name; the least recently used go first. */
export class SessionCaches {
  readonly #caches = new Map<string, KeyValueCache>();
  readonly #inUse = new Set<KeyValueCache>();
  readonly #limit: number;
  readonly #share: boolean;
  readonly #create: () => KeyValueCache;

  /**
   * @param limit most tokens kept, over all sessions
   * @param share whether a session may begin with what another left behind
   * @param create makes an empty cache
   */
  constructor(limit: number, share: boolean, create: () => KeyValueCache) {
    this.#limit = limit;
    this.#share = share;
    this.#create = create;
  }

  /**
   * Takes the cache of a session out, cut to what it has in common with the prompt. A session without one begins with a copy of the longest beginning
   * that any other session shares with it, for example the same system message.
   */
  take(session: string | undefined, { tokens, marks, needed }: WantedPrefix): TakenCache {
    const own = session === undefined ? undefined : this.#caches.get(session);
    const usable = (cache: KeyValueCache): number =>
      Math.min(commonPrefix(cache.tokens, tokens), commonPrefix(cache.marks, marks), needed);
    if (session !== undefined && own !== undefined) {
      this.#caches.delete(session);
      own.truncate(usable(own));
      this.#inUse.add(own);
      return { cache: own, kept: own.length };
    }
    const cache = this.#create();
    let best: { readonly cache: KeyValueCache; readonly length: number } | undefined;
    for (const other of this.#share ? [...this.#caches.values(), ...this.#inUse] : []) {
      const length = usable(other);
      if (length >= worthCopying && length > (best?.length ?? 0)) best = { cache: other, length };
    }
    if (best !== undefined) cache.copyFrom(best.cache, best.length);
    this.#inUse.add(cache);
    return { cache, kept: 0 };
  }

  /** Gives a taken cache back. Without a session, it is forgotten. */
  give(session: string | undefined, cache: KeyValueCache): void {
    this.#inUse.delete(cache);
    if (session === undefined || cache.length === 0) return;
    this.#caches.delete(session);
    this.#caches.set(session, cache);
    let tokens = 0;
    for (const [name, { capacity }] of [...this.#caches].toReversed()) {
      tokens += capacity;
      if (tokens > this.#limit) this.#caches.delete(name);
    }
  }
}

function commonPrefix<T>(a: readonly T[], b: readonly T[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
