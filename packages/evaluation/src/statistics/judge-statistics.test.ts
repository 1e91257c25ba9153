import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { bradleyTerry } from "./bradley-terry.ts";
import { correctedRate } from "./corrected-rate.ts";
import { kendallTau, spearman } from "./rank-correlation.ts";

describe("rank correlations", () => {
  // Values of scipy.stats.spearmanr and kendalltau (τ-b).
  const [a, b] = [
    [1, 2, 2, 4, 5, 3],
    [2, 1, 3, 5, 4, 3],
  ];
  it("agree with SciPy's, ties included", () => {
    expect(spearman(a, b)).toBeCloseTo(0.8088235294117647, 12);
    expect(kendallTau(a, b)).toBeCloseTo(0.6428571428571429, 12);
    expect(spearman([1, 1], [1, 2])).toBeNaN();
    expect(() => spearman([1], [1, 2])).toThrow("come in pairs");
  });
});

it("Bradley–Terry: odds of three to one are ln 3 apart in the long run", () => {
  const matches = Array.from({ length: 4000 }, (_, index) => ({
    a: "a",
    b: "b",
    winner: index % 4 === 0 ? ("b" as const) : ("a" as const),
  }));
  const [first, second] = bradleyTerry(matches);
  expect((first?.strength as number) - (second?.strength as number)).toBeCloseTo(Math.log(3), 2);
  expect(() => bradleyTerry([{ a: "a", b: "a", winner: "tie" }])).toThrow("with itself");
});

describe("a corrected rate", () => {
  it("is Rogan and Gladen's, with an interval that holds it", () => {
    const found = correctedRate(
      { positive: 42, n: 100 },
      { positives: 50, truePositives: 45, negatives: 50, trueNegatives: 40 },
    );
    expect(found).toMatchObject({ apparent: 0.42, sensitivity: 0.9, specificity: 0.8 });
    expect(found.corrected).toBeCloseTo((0.42 + 0.8 - 1) / 0.7, 12);
    expect(found.interval?.low).toBeLessThan(found.corrected as number);
    expect(found.interval?.high).toBeGreaterThan(found.corrected as number);
  });

  it.each([
    ["fewer than its errors alone", { positive: 5, n: 100 }, [40, 36, 60, 50], 0],
    ["none at all", { positive: 0, n: 50 }, [20, 18, 20, 15], 0],
    ["more than it can find", { positive: 48, n: 50 }, [20, 14, 20, 18], 1],
    ["all, and errs never", { positive: 30, n: 30 }, [10, 10, 10, 10], 1],
  ] as const)("has an interval of some width where the judge says %s", (_, said, cases, end) => {
    const [positives, truePositives, negatives, trueNegatives] = cases;
    const found = correctedRate(said, { positives, truePositives, negatives, trueNegatives });
    const { low = Number.NaN, high = Number.NaN } = found.interval ?? {};
    expect(found.corrected).toBe(end);
    expect(end === 0 ? low : high).toBe(end);
    expect(high - low).toBeGreaterThan(0.03);
    expect(high - low).toBeLessThan(0.2);
  });

  it("has an interval that holds the rate, also of many answers and few cases", () => {
    const random = new Random(4);
    const count = (n: number, p: number): number =>
      Array.from({ length: n }, () => Number(random.chance(p))).reduce((sum, one) => sum + one, 0);
    for (const [rate, n, cases] of [
      [0.02, 100, 30],
      [0.3, 100, 40],
      [0.3, 2000, 15],
    ] as const) {
      let held = 0;
      for (let round = 0; round < 100; round++) {
        const { interval } = correctedRate(
          { positive: count(n, rate * 0.9 + (1 - rate) * 0.2), n },
          {
            positives: cases,
            truePositives: count(cases, 0.9),
            negatives: cases,
            trueNegatives: count(cases, 0.8),
          },
        );
        held += interval && interval.low <= rate && rate <= interval.high ? 1 : 0;
      }
      expect([rate, n, held > 88]).toEqual([rate, n, true]);
    }
  });

  it("says nothing for a judge that guesses", () => {
    const guesses = { positives: 10, truePositives: 5, negatives: 10, trueNegatives: 5 };
    expect(correctedRate({ positive: 5, n: 10 }, guesses)).toMatchObject({ corrected: null, interval: null });
    expect(() => correctedRate({ positive: 0, n: 0 }, guesses)).toThrow("is not a share");
  });
});
