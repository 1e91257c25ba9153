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

  it("says nothing for a judge that guesses", () => {
    const guesses = { positives: 10, truePositives: 5, negatives: 10, trueNegatives: 5 };
    expect(correctedRate({ positive: 5, n: 10 }, guesses)).toMatchObject({ corrected: null, interval: null });
    expect(() => correctedRate({ positive: 0, n: 0 }, guesses)).toThrow("is not a share");
  });
});
