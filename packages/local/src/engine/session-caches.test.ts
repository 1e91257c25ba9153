import { describe, expect, it } from "vitest";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import { SessionCaches, type WantedPrefix } from "./session-caches.ts";

const shape = { tensors: 0, heads: 1, size: 1, half: false };
const range = (length: number, start = 0): number[] => Array.from({ length }, (_, index) => start + index);

function caches(limit: number, share = true): SessionCaches {
  return new SessionCaches(limit, share, () => new KeyValueCache(shape));
}

function wanted(tokens: readonly number[], mark = "", needed = tokens.length - 1): WantedPrefix {
  return { tokens, marks: tokens.map(() => mark), needed };
}

/** One call: what was reused of the prompt. */
function call(store: SessionCaches, session: string | undefined, prompt: readonly number[]): number {
  const { cache } = store.take(session, wanted(prompt));
  const reused = cache.length;
  cache.append(prompt.slice(reused), []);
  store.give(session, cache);
  return reused;
}

describe("SessionCaches", () => {
  it("reuses the longest common beginning and always leaves a token to feed", () => {
    const store = caches(10_000);
    expect(call(store, "a", range(30))).toBe(0);
    expect(call(store, "a", range(30))).toBe(29);
    expect(call(store, "a", [...range(20), 99, ...range(10)])).toBe(20);
  });

  it("shares a long beginning between sessions, also with one that is still generating", () => {
    const store = caches(10_000);
    const { cache: open } = store.take("a", wanted(range(40)));
    open.append(range(40), []);
    expect(call(store, "b", [...range(25), 77])).toBe(25);
    expect(store.take("c", wanted(range(20)))).toMatchObject({ kept: 0, cache: { length: 19 } });
    expect(call(store, undefined, [...range(8), 77])).toBe(0);
  });

  it("keeps sessions apart when it is told to", () => {
    const store = caches(10_000, false);
    call(store, "a", range(40));
    expect(call(store, "b", range(40))).toBe(0);
    expect(call(store, "a", range(40))).toBe(39);
  });

  it("reuses nothing that was steered otherwise or must be computed again", () => {
    const store = caches(10_000);
    call(store, "a", range(30));
    expect(store.take("a", wanted(range(30), "", 12)).kept).toBe(12);
    call(store, "b", range(30, 100));
    expect(store.take("b", wanted(range(30, 100), "steered")).cache.length).toBe(0);
  });

  it("forgets calls without a session, and the least recently used session", () => {
    const store = caches(128);
    call(store, undefined, range(30));
    expect(call(store, "a", range(30))).toBe(0);
    call(store, "b", range(30, 100));
    call(store, "a", range(30));
    call(store, "c", range(30, 200));
    expect(call(store, "b", range(30, 100))).toBe(0);
  });
});
