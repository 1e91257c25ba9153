import { describe, expect, it } from "vitest";
import { coverage, diversityCoverage, falseStars, frequencyCoverage, type Side } from "./simulation.ts";

const options = { rounds: 200, seed: 5 };
const side = (shape: Side["shape"], n: number, spread = 1): Side => ({ shape, n, spread });

// With 200 datasets, one that is right 5 % of the time shows 1 to 9 % (99 times of 100). `pnpm bench false-stars` has the
// long version.
describe("a star on a statistic", () => {
  it.each([
    ["mean", side("normal", 20, 4), side("normal", 200)],
    ["mean", side("lognormal", 10), side("lognormal", 50)],
    ["mean", side("exponential", 30), side("exponential", 30, 2)],
    ["median", side("normal", 20, 4), side("normal", 200)],
    ["median", side("normal", 50, 4), side("normal", 50)],
    ["median", side("counts to 9", 20), side("counts to 9", 80, 0.5)],
  ] as const)("of equal %ss is rare: %o, %o", (statistic, first, second) => {
    const rate = falseStars(statistic, [first, second], options);
    expect(rate).toBeLessThan(0.095);
    expect(rate).toBeGreaterThan(0.005);
  });
});

describe("a star on a mean of very few", () => {
  it.each([1, 2, 3, 4])("is never made of %i, however many the other side has", (n) => {
    expect(falseStars("mean", [side("normal", n, 4), side("normal", 40)], options)).toBe(0);
    expect(falseStars("mean", [side("normal", 40), side("normal", n, 4)], options)).toBe(0);
  });
});

describe("an interval of 95 %", () => {
  it.each([
    ["mean", "normal", 3],
    ["mean", "exponential", 20],
    ["median", "lognormal", 20],
    ["deviation", "uniform", 20],
  ] as const)("holds the %s of %s, n = %i", (statistic, shape, n) => {
    expect(coverage(statistic, shape, n, options).covered).toBeGreaterThan(0.9);
  });

  it("holds a frequency of turns also where those of a dialogue agree", () => {
    for (const agreement of [0, 0.5, 1]) {
      expect(frequencyCoverage(30, 10, agreement, options).covered).toBeGreaterThan(0.9);
    }
  });

  it("holds a frequency so rare that few dialogues show how their turns agree", () => {
    for (const [dialogs, turns, agreement, frequency] of [
      [60, 20, 0.5, 0.03],
      [40, 10, 0.5, 0.05],
      [30, 10, 0.3, 0.1],
    ] as const)
      expect(frequencyCoverage(dialogs, turns, agreement, options, frequency).covered).toBeGreaterThan(0.9);
  });

  it("holds the diversity to expect of as many dialogues", () => {
    for (const n of [10, 20, 60, 150]) expect(diversityCoverage(n, options).covered).toBeGreaterThan(0.88);
  });

  it("is not given where the sample cannot tell", () => {
    expect(coverage("median", "normal", 5, options).without).toBe(200);
  });
});
