import { readFileSync } from "node:fs";
import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { areaUnderCurve } from "./auc.ts";
import { binRows } from "./binned-rows.ts";
import { classifierTest } from "./classifier-test.ts";
import { DecisionTree } from "./decision-tree.ts";

interface Fixture {
  readonly first: number;
  readonly rows: readonly (readonly number[])[];
  readonly trees: readonly {
    readonly depth: number;
    readonly shares: number[];
    readonly importances: number[];
  }[];
  readonly forest: {
    readonly areas: number[];
    readonly importances: number[];
    readonly predictions: number[];
  };
  readonly area: { readonly scores: readonly number[]; readonly auc: number };
}

// Written by fixtures/scikit-learn.py.
const fixture = JSON.parse(
  readFileSync(new URL("../../fixtures/scikit-learn.json", import.meta.url), "utf8"),
) as Fixture;
const { first, rows } = fixture;
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe("trees and forests say what scikit-learn's say", () => {
  it.each(fixture.trees)("a tree of depth $depth, to the digit", ({ depth, shares, importances }) => {
    const binned = binRows(rows);
    const labels = Uint8Array.from(rows, (_, row) => (row < first ? 1 : 0));
    const weights = new Float64Array(rows.length).fill(1);
    const tree = new DecisionTree(binned, labels, weights, { depth, columns: 6 }, new Random(1));
    for (const [row, share] of shares.entries()) expect(tree.predict(row)).toBeCloseTo(share, 5);
    const all = tree.importances.reduce((a, b) => a + b, 0);
    for (const [column, importance] of importances.entries())
      expect((tree.importances[column] as number) / all).toBeCloseTo(importance, 5);
  });

  it("a cross-validated forest, within chance", () => {
    const tests = [1, 2, 3].map((seed) =>
      classifierTest(rows.slice(0, first), rows.slice(first), { seed, permutations: 0 }),
    );
    const areas = tests.map((test) => test?.auc as number);
    expect(Math.abs(mean(areas) - mean(fixture.forest.areas))).toBeLessThan(0.025);
    const importances = fixture.forest.importances.map((_, column) =>
      mean(tests.map((test) => test?.importances[column] as number)),
    );
    for (const [column, importance] of fixture.forest.importances.entries())
      expect(Math.abs((importances[column] as number) - importance)).toBeLessThan(0.03);
    const off = fixture.forest.predictions.map((share, row) =>
      Math.abs(mean(tests.map((test) => test?.predictions[row] as number)) - share),
    );
    expect(mean(off)).toBeLessThan(0.08);
  });

  it("the area under a curve with ties, to the digit", () => {
    const { scores, auc } = fixture.area;
    expect(areaUnderCurve(scores.slice(0, first), scores.slice(first), 0.95).auc).toBeCloseTo(auc, 10);
  });
});

const points = (seed: number, n: number, shift: number): number[][] => {
  const random = new Random(seed);
  return Array.from({ length: n }, () => [random.normal(shift), random.normal(), random.normal()]);
};

describe("the classifier two-sample test", () => {
  it("holds one half, and no small p, for samples of one source", () => {
    const tests = Array.from({ length: 40 }, (_, seed) =>
      classifierTest(points(seed, 30, 0), points(seed + 100, 30, 0), {
        trees: 25,
        permutations: seed < 20 ? 19 : 0,
        seed,
      }),
    );
    const areas = tests.map((test) => test?.auc as number);
    // Three deviations of the mean of 40 areas.
    expect(Math.abs(mean(areas) - 0.5)).toBeLessThan(0.04);
    const holding = tests.filter(
      (test) => test !== null && test.interval.low <= 0.5 && test.interval.high >= 0.5,
    );
    expect(holding.length).toBeGreaterThanOrEqual(38);
    expect(tests.filter((test) => (test?.p ?? 1) <= 0.05).length).toBeLessThanOrEqual(3);
  });

  it("rests on no single deal: more of them change the area less", () => {
    const [a, b] = [points(1, 30, 0), points(2, 30, 0)];
    const spread = (deals: number): number => {
      const areas = Array.from(
        { length: 10 },
        (_, seed) => classifierTest(a, b, { trees: 50, deals, permutations: 0, seed })?.auc as number,
      );
      return Math.max(...areas) - Math.min(...areas);
    };
    expect(spread(5)).toBeLessThan(spread(1) * 0.75);
  });

  it("tells samples apart that are, and by what", () => {
    const test = classifierTest(points(1, 60, 4), points(2, 60, 0), {
      permutations: 19,
      seed: 3,
    });
    expect(test?.auc).toBeGreaterThan(0.97);
    expect(test?.interval.low).toBeGreaterThan(0.85);
    expect(test?.p).toBe(1 / 20);
    expect(test?.importances[0]).toBeGreaterThan(0.7);
  });

  it("sees what is not defined on one side only", () => {
    const missing = points(1, 30, 0).map(([a, b]) => [a as number, b as number, Number.NaN]);
    expect(classifierTest(missing, points(2, 30, 0), { permutations: 0 })?.auc).toBeGreaterThan(0.98);
  });

  it("has the same digits for the same seed, and none for three conversations", () => {
    const [a, b] = [points(1, 12, 1), points(2, 9, 0)];
    expect(classifierTest(a, b, { seed: 5, permutations: 9 })).toEqual(
      classifierTest(a, b, { seed: 5, permutations: 9 }),
    );
    expect(classifierTest(a.slice(0, 3), b)).toBeNull();
    expect(classifierTest(a.slice(0, 4), b, { permutations: 0 })?.predictions).toHaveLength(13);
    expect(() => classifierTest(a, [[1]])).toThrow(/same length/);
    expect(() => classifierTest(a, b, { trees: 0 })).toThrow(/trees/);
    for (const level of [-0.1, 0, 1, 1.1, Number.NaN])
      expect(() => classifierTest(a, b, { level })).toThrow(/level must be between 0 and 1/);
  });
});

describe("areas under curves", () => {
  it("have intervals that hold the truth as often as they say", () => {
    // Two normal distributions one deviation apart: the true area is Φ(1/√2).
    const truth = 0.76025;
    let held = 0;
    for (let seed = 0; seed < 200; seed++) {
      const random = new Random(seed);
      const draw = (shift: number) => Array.from({ length: 30 }, () => random.normal(shift));
      const { interval } = areaUnderCurve(draw(1), draw(0), 0.9);
      if (interval.low <= truth && truth <= interval.high) held++;
    }
    expect(held / 200).toBeGreaterThan(0.84);
    expect(held / 200).toBeLessThan(0.96);
  });

  it("are not certain because a sample was separated", () => {
    const { auc, interval } = areaUnderCurve([2, 3, 4], [0, 1], 0.95);
    expect(auc).toBe(1);
    expect(interval).toMatchObject({ high: 1 });
    expect(interval.low).toBeLessThan(0.5);
    expect(areaUnderCurve([0, 1], [2, 3, 4], 0.95)).toMatchObject({ auc: 0, interval: { low: 0 } });
  });
});
