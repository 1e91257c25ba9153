import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { likelyTokens } from "./likely-tokens.ts";
import { highest, tokenLogprob } from "./token-logprob.ts";

const random = new Random("likely-tokens");
/** Logits as a model gives them, some of them ruled out by a grammar. */
const logitsOf = (count: number, spread: number): Float32Array =>
  Float32Array.from({ length: count }, (_, id) =>
    id % 7 === 3 ? Number.NEGATIVE_INFINITY : random.normal() * spread + 3,
  );
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
/** Ids from the highest on; of equal ones the lower first. */
const ranking = (logits: Float32Array): number[] =>
  Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]! || a - b);
const softmax = (logits: Float32Array, temperature = 1): Float64Array => {
  const most = Math.max(...logits);
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - most) / temperature));
  return weights.map((weight) => weight / sum(weights));
};

describe.each([
  [1, 1, 0],
  [0.7, 1, 5],
  [1.5, 0.9, 0],
  [1, 0.5, 20],
  [0.3, 0.95, 3],
  [1, 1, 1],
  [1, 1, 1000],
])("likelyTokens with temperature %d, top-p %d and top-k %d", (temperature, topP, topK) => {
  it.each([0.5, 3, 12])("leaves out none that can be drawn, and weighs the others: spread %d", (spread) => {
    const logits = logitsOf(200, spread);
    const order = ranking(logits);
    const limit = topK > 0 && topK < logits.length ? topK : logits.length;
    const found = likelyTokens(logits, { temperature, topP, topK }, 0);
    const shares = softmax(logits, temperature);
    const ranked = order.slice(0, limit);
    const within = sum(ranked.map((id) => shares[id]!));
    // The smallest set of the most probable tokens that together have a share of at least topP.
    let passed = 0;
    const drawn = ranked.filter((id) => {
      const before = passed;
      passed += shares[id]! / within;
      return before < topP && shares[id]! > 0;
    });
    // A token that is e^−26 times as probable as the first never wins.
    const winning = drawn.filter((id) => Math.log(shares[id]! / shares[order[0]!]!) > -26);
    expect([...found.tokens]).toEqual(expect.arrayContaining(winning));
    expect([...found.tokens]).toEqual([...found.tokens].sort((a, b) => a - b));
    for (const [at, id] of found.tokens.entries()) {
      expect(found.scaled[at]).toBeCloseTo((logits[id]! - logits[order[0]!]!) / temperature, 4);
      expect(found.weights[at]! / Math.exp(found.scaled[at]!)).toBeCloseTo(1, 6);
    }
    const scaled = (id: number | undefined): number =>
      id === undefined ? Number.NEGATIVE_INFINITY : (logits[id]! - logits[order[0]!]!) / temperature;
    const isLimited = topK > 0 && topK < logits.length;
    expect(found.lowestRanked).toBeCloseTo(isLimited ? scaled(order[topK - 1]) : Number.NEGATIVE_INFINITY, 4);
    expect(found.highestDropped).toBeCloseTo(isLimited ? scaled(order[topK]) : Number.NEGATIVE_INFINITY, 4);
    // The total matters only where shares or ranks cut something off.
    if (isLimited) expect(found.total).toBeCloseTo(sum(ranked.map((id) => Math.exp(scaled(id)))), 5);
    else if (topP < 1) expect(found.total).toBeCloseTo(sum(order.map((id) => Math.exp(scaled(id)))), 5);
  });

  it("keeps more, the less exact the logits are", () => {
    const logits = logitsOf(200, 1);
    const exact = likelyTokens(logits, { temperature, topP, topK }, 0).tokens;
    const loose = likelyTokens(logits, { temperature, topP, topK }, 6).tokens;
    expect([...loose]).toEqual(expect.arrayContaining([...exact]));
    if (topK > 0 && topK < 100) expect(loose.length).toBeGreaterThan(exact.length);
  });
});

describe.each([1, 5, 64, 65, 200, 300])("the %i most probable of 200 tokens", (count) => {
  it("are in order with their shares, ties and impossible ones last by id", () => {
    const logits = logitsOf(200, 3);
    logits[5] = logits[2]!;
    logits[150] = logits[2]!;
    const order = ranking(logits).slice(0, count);
    const shares = softmax(logits);
    expect(highest(logits, count)).toEqual(order);
    const { token, logprob, top } = tokenLogprob(logits, 17, count, String);
    expect([token, Math.exp(logprob)]).toEqual(["17", expect.closeTo(shares[17]!, 6)]);
    expect(top?.map((each) => each.token)).toEqual(order.map(String));
    for (const each of top ?? []) expect(Math.exp(each.logprob)).toBeCloseTo(shares[Number(each.token)]!, 6);
  });
});
