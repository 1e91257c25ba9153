import type { Random } from "@sdialog/core";
import type { BinnedRows } from "./binned-rows.ts";
import { DecisionTree } from "./decision-tree.ts";

/** How a forest is grown. */
export interface ForestSettings {
  readonly trees: number;
  readonly depth: number;
}

/** What a forest says. */
export interface Forest {
  /** The mean over the trees of the first class's share where a row ends up, in [0, 1]. */
  readonly predict: (row: number) => number;
  /** Per column, the mean share of all impurity that its splits took away; they sum to 1 unless nothing was split. */
  readonly importances: Float64Array;
}

/**
 * A random forest of two classes (Breiman 2001) as scikit-learn grows it: each tree from rows drawn with replacement,
 * √columns tried at each split, classes weighted to be equal (`class_weight="balanced"`).
 *
 * @param labels per row, 1 for the first class and 0 for the second
 * @param train the rows it is grown from
 */
export function growForest(
  rows: BinnedRows,
  labels: Uint8Array,
  train: readonly number[],
  { trees, depth }: ForestSettings,
  random: Random,
): Forest {
  const firsts = train.filter((row) => labels[row] === 1).length;
  const weightOf = [train.length / (2 * (train.length - firsts)), train.length / (2 * firsts)];
  const columns = Math.max(1, Math.floor(Math.sqrt(rows.columns.length)));
  const grown = Array.from({ length: trees }, () => {
    const weights = new Float64Array(rows.rows);
    for (let drawn = 0; drawn < train.length; drawn++) {
      const row = train[random.integer(0, train.length - 1)] as number;
      weights[row] = (weights[row] as number) + (weightOf[labels[row] as number] as number);
    }
    return new DecisionTree(rows, labels, weights, { depth, columns }, random);
  });
  return {
    predict: (row) => grown.reduce((sum, tree) => sum + tree.predict(row), 0) / trees,
    importances: meanOf(grown.map(({ importances }) => toOne(importances))),
  };
}

function toOne(values: Float64Array): Float64Array {
  const sum = values.reduce((all, value) => all + value, 0);
  return sum === 0 ? values : values.map((value) => value / sum);
}

/** The mean of lists of equal length, place by place. */
export function meanOf(lists: readonly Float64Array[]): Float64Array {
  const sums = new Float64Array(lists[0]?.length ?? 0);
  for (const list of lists)
    for (const [place, value] of list.entries()) sums[place] = (sums[place] as number) + value;
  return sums.map((sum) => sum / lists.length);
}
