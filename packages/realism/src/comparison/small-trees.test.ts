import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binRows } from "./binned-rows.ts";
import { DecisionTree } from "./decision-tree.ts";
import { growForest, meanOf } from "./random-forest.ts";

const treeOf = (rows: number[][], labels: number[], { depth = 1, weights = labels.map(() => 1) } = {}) =>
  new DecisionTree(
    binRows(rows),
    Uint8Array.from(labels),
    Float64Array.from(weights),
    { depth, columns: rows[0]?.length ?? 0 },
    new Random(1),
  );
const gini = (labels: readonly number[]): number => {
  const share = labels.filter((label) => label === 1).length / labels.length;
  return 2 * share * (1 - share);
};

describe("a tree of one split", () => {
  it("takes the split that leaves the least impurity, of all that there are", () => {
    const column = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.constantFrom(0, 1)),
      {
        minLength: 2,
        maxLength: 10,
      },
    );
    fc.assert(
      fc.property(column, (data) => {
        const rows = data.map(([a, b]) => [a, b]);
        const labels = data.map(([, , label]) => label);
        const all = gini(labels);
        const gains = [0, 1].flatMap((at) =>
          [0, 1, 2, 3].flatMap((edge) => {
            const sides = [true, false].map((left) =>
              labels.filter((_, row) => (rows[row]?.[at] as number) <= edge === left),
            );
            if (sides.some((side) => side.length === 0)) return [];
            return [all - sides.reduce((sum, side) => sum + (side.length / labels.length) * gini(side), 0)];
          }),
        );
        const tree = treeOf(rows, labels);
        const gained = tree.importances.reduce((sum, one) => sum + one, 0);
        expect(gained).toBeCloseTo(all === 0 || gains.length === 0 ? 0 : Math.max(...gains), 9);
        for (const row of rows.keys()) expect(tree.predict(row) >= 0 && tree.predict(row) <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it("says of each side what share of its weight is of the first class", () => {
    const tree = treeOf([[1], [2], [3], [4]], [1, 0, 0, 0], { weights: [3, 1, 1, 1] });
    expect([0, 1, 2, 3].map((row) => tree.predict(row))).toEqual([1, 0, 0, 0]);
    const mixed = treeOf([[1], [1], [2], [2]], [1, 0, 0, 0], { weights: [3, 1, 1, 1] });
    expect([0, 1, 2, 3].map((row) => mixed.predict(row))).toEqual([0.75, 0.75, 0, 0]);
    // A row without weight takes no part, and is told what its side says.
    const without = treeOf([[1], [2], [2]], [1, 0, 1], { weights: [1, 1, 0] });
    expect([0, 1, 2].map((row) => without.predict(row))).toEqual([1, 0, 0]);
  });
});

it("grows as deep as it may, and no further where nothing is left to tell apart", () => {
  const rows = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const labels = [1, 0, 0, 1];
  const predicted = (depth: number) => rows.map((_, row) => treeOf(rows, labels, { depth }).predict(row));
  expect(predicted(0)).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(predicted(2)).toEqual([1, 0, 0, 1]);
  const same = treeOf([[1], [1]], [1, 0], { depth: 5 });
  expect([same.predict(0), [...same.importances]]).toEqual([0.5, [0]]);
});

it("a forest weighs both classes alike, and its importances sum to 1", () => {
  const rows = Array.from({ length: 40 }, (_, row) => [row < 10 ? 1 : 0, row % 2]);
  const labels = Uint8Array.from(rows, (_, row) => (row < 10 ? 1 : 0));
  const train = [...rows.keys()];
  const forest = growForest(binRows(rows), labels, train, { trees: 30, depth: 3 }, new Random(1));
  expect(forest.predict(0)).toBeGreaterThan(0.8);
  expect(forest.predict(39)).toBeLessThan(0.2);
  expect((forest.importances[0] as number) + (forest.importances[1] as number)).toBeCloseTo(1, 9);
  expect(forest.importances[0]).toBeGreaterThan(0.5);
  // Of classes that nothing tells apart, neither is likelier although one is rarer.
  const alike = growForest(
    binRows(rows.map(() => [0])),
    labels,
    train,
    { trees: 200, depth: 3 },
    new Random(1),
  );
  expect(Math.abs(alike.predict(0) - 0.5)).toBeLessThan(0.05);
  expect([...alike.importances]).toEqual([0]);
  expect([...meanOf([Float64Array.of(1, 2), Float64Array.of(3, 6)])]).toEqual([2, 4]);
});
