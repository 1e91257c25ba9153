import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { describe, expect, it } from "vitest";
import { KeptState } from "./kept-state.ts";

const tokens = (length: number, from = 0): Token[] =>
  Array.from({ length }, (_, index) => (from + index) as Token);
const places = (count: number): LlamaContextSequence[] =>
  Array.from({ length: count }, () => ({}) as LlamaContextSequence);

/** Reads a prompt, writes a reply, and gives the place back. @returns how many tokens need not be computed */
function call(state: KeptState, session: string | undefined, prompt: Token[], reply = 10): number {
  const { place, usable } = state.take(session, prompt);
  state.giveBack(place, prompt, [...prompt, ...tokens(reply, prompt.length)]);
  return usable;
}

describe("KeptState", () => {
  it("uses whole blocks of a prompt again, never the part that the reply was computed after", () => {
    const state = new KeptState(places(2), true);
    expect(call(state, "a", tokens(300))).toBe(0);
    expect(call(state, "a", tokens(310))).toBe(256);
    // Just as much for the same prompt, and for one that ends where a block ends.
    expect(call(state, "a", tokens(310))).toBe(256);
    expect(call(state, "a", tokens(256))).toBe(128);
  });

  it("uses everything again where last digits do not matter, but for one token", () => {
    const state = new KeptState(places(1), false);
    call(state, "a", tokens(300));
    expect(call(state, "a", tokens(320))).toBe(310);
    expect(call(state, "a", tokens(320))).toBe(319);
  });

  it("gives a new session the place that was not used for longest", () => {
    const state = new KeptState(places(2), true);
    call(state, "a", tokens(200));
    call(state, "b", tokens(200, 1000));
    call(state, "c", tokens(200, 2000));
    expect(call(state, "b", tokens(200, 1000))).toBe(128);
    expect(call(state, "a", tokens(200))).toBe(0);
  });

  it("keeps nothing of a call that failed", () => {
    const state = new KeptState(places(1), true);
    const { place } = state.take("a", tokens(300));
    state.giveBack(place, tokens(300), []);
    expect(call(state, "a", tokens(300))).toBe(0);
  });
});
