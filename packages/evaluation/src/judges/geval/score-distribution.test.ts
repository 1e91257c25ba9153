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

  it("follows the reply's own words where tokens hold thoughts and marks besides", () => {
    const four = token("4", { "4": 0.7, "5": 0.3 });
    const marked = [plain("<think>"), plain("2"), plain("</think>"), four, plain("<|im_end|>")];
    for (const text of ["4", " 4\n"])
      expect(scoreProbabilities(marked, scale, { text })?.get(5)).toBeCloseTo(0.3, 12);
    const thought = [plain("2 maybe"), four];
    expect(scoreProbabilities(thought, scale, { text: "4" })?.get(4)).toBeCloseTo(0.7, 12);
    expect(scoreProbabilities([plain("Ċ"), four, plain("Ċ")], scale)?.get(4)).toBeCloseTo(0.7, 12);
  });

  it.each([
    ["another score", [plain("4")], "5"],
    ["a longer number", [plain("4"), plain("5")], "4"],
    ["the end of a longer one", [plain("1"), plain("4")], "4"],
    ["a word more", [plain("4"), plain(" stars")], "4"],
    ["nothing", [], "4"],
  ] as const)("is null where the tokens spell %s", (_, tokens, text) => {
    expect(scoreProbabilities(tokens, scale, { text })).toBeNull();
  });

  it.each([
    ["null", null],
    ["NaN", Number.NaN],
    ["above 0", 0.5],
  ])("is null where a logarithm of a probability is %s", (_, logprob) => {
    const top = [
      { token: "4", logprob: logprob as number },
      { token: "5", logprob: -1 },
    ];
    expect(scoreProbabilities([{ token: "4", logprob: logprob as number, top }], scale)).toBeNull();
    const other = [
      { token: "4", logprob: -1 },
      { token: "5", logprob: logprob as number },
    ];
    expect(scoreProbabilities([{ token: "4", logprob: -1, top: other }], scale)).toBeNull();
  });

  it("follows a sign into its number", () => {
    const minus = token("-", { "-": 0.7, "1": 0.3 });
    const read = scoreProbabilities([minus, token("2", { "2": 0.9, "1": 0.1 })], [-2, -1, 0, 1, 2]);
    expect(read?.get(-2)).toBeCloseTo(0.63, 12);
    expect(read?.get(-1)).toBeCloseTo(0.07, 12);
    expect(read?.get(1)).toBeCloseTo(0.3, 12);
  });

  it("is null where probabilities sum to more than 1", () => {
    expect(scoreProbabilities([token("4", { "4": 0.9, "5": 0.6 })], scale)).toBeNull();
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
  it("takes a reply that is a score, without what was thought", () => {
    expect(readScore({ text: "4" }, scale)).toBe(4);
    expect(readScore({ text: "<think>Between 1 and 3 …</think>5" }, scale)).toBe(5);
    expect(readScore({ text: "Between 1 and 3 …</think>\n5" }, scale)).toBe(5);
    expect(readScore({ text: "[THINK]2?[/THINK]4" }, scale)).toBe(4);
    expect(readScore({ text: "0" }, [0, 1])).toBe(0);
  });

  it.each(["<think>4", "[THINK]polite so\n4", "<|channel|>analysis<|message|>maybe\n4", "<thought>\n4"])(
    "takes no thought: %j",
    (text) => expect(readScore({ text }, scale)).toBeNull(),
  );

  it("takes no reply that was cut before the score had ended", () => {
    expect(readScore({ text: "4", finishReason: "length" }, scale)).toBeNull();
    expect(readScore({ text: "Score: 4\n\nThe bot", finishReason: "length" }, scale)).toBe(4);
    expect(readScore({ text: "4", finishReason: "stop" }, scale)).toBe(4);
  });
});
