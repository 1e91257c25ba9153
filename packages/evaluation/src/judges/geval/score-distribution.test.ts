import type { TokenLogprob } from "@sdialog/llm";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readScore, scoreDistribution, scoreProbabilities } from "./score-distribution.ts";

const scale = [1, 2, 3, 4, 5];

/** A token as a model reports it, from probabilities. */
function token(chosen: string, probabilities: Record<string, number>): TokenLogprob {
  const top = Object.entries(probabilities).map(([name, p]) => ({ token: name, logprob: Math.log(p) }));
  const logprob = Math.log(probabilities[chosen] ?? 1e-9);
  return { token: chosen, logprob, top };
}
const plain = (text: string): TokenLogprob => ({ token: text, logprob: 0, top: [] });

describe("scoreProbabilities", () => {
  it("weights scores by probability, not by its logarithm", () => {
    const probabilities = scoreProbabilities([token("5", { "5": 0.9, "4": 0.1 })], scale);
    expect(scoreDistribution(probabilities ?? new Map()).expected).toBeCloseTo(4.9, 12);
  });

  it("sums tokens that read the same and leaves out those that are not scores", () => {
    const given = token("5", { "5": 0.5, " 5": 0.1, "▁5": 0.05, Ġ5: 0.05, "4": 0.2, five: 0.06, "6": 0.04 });
    const probabilities = scoreProbabilities([given], scale);
    expect(probabilities?.get(5)).toBeCloseTo(0.7, 12);
    expect(probabilities?.get(4)).toBeCloseTo(0.2, 12);
    expect(scoreDistribution(probabilities ?? new Map()).expected).toBeCloseTo((0.7 * 5 + 0.2 * 4) / 0.9, 12);
  });

  it("finds the score behind other words and reads on to no second one", () => {
    const tokens = [
      plain("Score"),
      plain(":"),
      token(" 3", { " 3": 0.6, " 2": 0.4 }),
      plain(" of"),
      plain(" 5"),
    ];
    expect(Object.fromEntries(scoreProbabilities(tokens, scale) ?? [])).toMatchObject({ 3: 0.6, 5: 0 });
  });

  it("counts the token that was drawn although it is not among the most probable", () => {
    const tokens: TokenLogprob[] = [
      { token: "1", logprob: Math.log(0.05), top: [{ token: "4", logprob: Math.log(0.9) }] },
    ];
    const probabilities = scoreProbabilities(tokens, scale);
    expect(probabilities?.get(1)).toBeCloseTo(0.05, 12);
    expect(probabilities?.get(4)).toBeCloseTo(0.9, 12);
  });

  it("tells 10 from 1 by the next token, and takes neither where the reply did not go there", () => {
    const toTen = Array.from({ length: 10 }, (_, index) => index + 1);
    const first = token("1", { "1": 0.8, "9": 0.2 });
    const ten = scoreProbabilities([first, token("0", { "0": 0.75, "<end>": 0.25 })], toTen);
    expect(ten?.get(10)).toBeCloseTo(0.6, 12);
    expect(ten?.get(1)).toBeCloseTo(0.2, 12);
    const nine = scoreProbabilities([token("9", { "1": 0.8, "9": 0.2 })], toTen);
    expect(nine?.get(9)).toBeCloseTo(0.2, 12);
    expect(nine?.get(1)).toBe(0);
    expect(scoreProbabilities([token("10", { "10": 0.7, "9": 0.3 })], toTen)?.get(10)).toBeCloseTo(0.7, 12);
  });

  it("is null where no score is given", () => {
    for (const reply of ["none", "3.5", "7", ""]) {
      expect(scoreProbabilities([plain(reply)], scale)).toBeNull();
    }
  });
});

describe("scoreDistribution", () => {
  it("sums to 1 and stays within the scale", () => {
    const weights = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(weights, (values) => {
        const result = scoreDistribution(new Map(values.map((weight, index) => [index + 1, weight])));
        const total = Object.values(result.distribution).reduce((sum, p) => sum + p, 0);
        expect(total).toBeCloseTo(1, 9);
        expect(result.expected).toBeGreaterThanOrEqual(1);
        expect(result.expected).toBeLessThanOrEqual(5 + 1e-9);
        expect(result.entropy).toBeLessThanOrEqual(Math.log(5) + 1e-9);
      }),
    );
  });

  it("knows certainty", () => {
    expect(
      scoreDistribution(
        new Map([
          [1, 0],
          [2, 3],
        ]),
      ),
    ).toEqual({ expected: 2, argmax: 2, distribution: { 1: 0, 2: 1 }, entropy: 0 });
  });
});

describe("readScore", () => {
  it("takes a whole number of the scale and nothing else", () => {
    expect(readScore("4", scale)).toBe(4);
    expect(readScore(" **4**/5 ", scale)).toBe(4);
    expect(readScore("4.5", scale)).toBeNull();
    expect(readScore("45", scale)).toBeNull();
    expect(readScore("four", scale)).toBeNull();
    expect(readScore("0", [0, 1])).toBe(0);
  });
});
