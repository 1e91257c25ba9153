import type { Random } from "@sdialog/core";
import type { BinnedRows } from "./binned-rows.ts";

/** How a tree is grown. */
export interface TreeSettings {
  /** Most splits between the root and a leaf. */
  readonly depth: number;
  /** How many columns are tried at each split, constant ones not counted. */
  readonly columns: number;
}

/** A node: where it splits, and the share of the first class's weight among the rows that came to it. */
interface Node {
  readonly share: number;
  readonly split?: {
    readonly column: Uint8Array;
    readonly bin: number;
    readonly left: Node;
    readonly right: Node;
  };
}

interface Split {
  readonly column: number;
  /** Rows up to this bin go left. */
  readonly bin: number;
  /** By how much it lowers the weighted impurity. */
  readonly gain: number;
}

/** Weights by bin, of the first class and of all; zero but while a split is looked for. */
const firstsOf = new Float64Array(256);
const allOf = new Float64Array(256);

/**
 * A classification tree of two classes (Breiman et al. 1984): each split is the one that lowers Gini's impurity most,
 * until a node is pure or as deep as may be.
 */
export class DecisionTree {
  readonly #root: Node;
  readonly #rows: BinnedRows;
  readonly #labels: Uint8Array;
  readonly #weights: Float64Array;
  readonly #settings: TreeSettings;
  readonly #random: Random;
  /** The rows with weight; each node's are side by side. */
  readonly #members: Uint32Array;
  readonly #order: number[];
  readonly #total: number;
  /** Per column, the share of all weight times the impurity that its splits took away. */
  readonly importances: Float64Array;

  /**
   * @param labels per row, 1 for the first class and 0 for the second
   * @param weights per row; rows without weight take no part
   */
  constructor(
    rows: BinnedRows,
    labels: Uint8Array,
    weights: Float64Array,
    settings: TreeSettings,
    random: Random,
  ) {
    this.#rows = rows;
    this.#labels = labels;
    this.#weights = weights;
    this.#settings = settings;
    this.#random = random;
    this.#order = Array.from(rows.columns.keys());
    this.importances = new Float64Array(rows.columns.length);
    this.#members = Uint32Array.from(weights.keys()).filter((row) => (weights[row] as number) > 0);
    this.#total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#root = this.#grow(0, this.#members.length, 0);
  }

  /** The share of the first class where a row ends up. */
  predict(row: number): number {
    let node = this.#root;
    while (node.split !== undefined)
      node = (node.split.column[row] as number) <= node.split.bin ? node.split.left : node.split.right;
    return node.share;
  }

  /** Grows the node of the members from one place up to another. */
  #grow(from: number, to: number, depth: number): Node {
    let [first, all] = [0, 0];
    for (let place = from; place < to; place++) {
      const row = this.#members[place] as number;
      const weight = this.#weights[row] as number;
      all += weight;
      if (this.#labels[row] === 1) first += weight;
    }
    const share = first / all;
    if (depth >= this.#settings.depth || first === 0 || all - first <= 1e-12 * all) return { share };
    const split = this.#bestSplit(from, to, first, all);
    if (split === undefined) return { share };
    const { bin } = split;
    const column = this.#rows.columns[split.column] as Uint8Array;
    this.importances[split.column] = (this.importances[split.column] as number) + split.gain / this.#total;
    const middle = this.#partition(from, to, column, bin);
    return {
      share,
      split: {
        column,
        bin,
        left: this.#grow(from, middle, depth + 1),
        right: this.#grow(middle, to, depth + 1),
      },
    };
  }

  /** Moves the members that go left to the front. @returns where the others begin */
  #partition(from: number, to: number, column: Uint8Array, bin: number): number {
    const members = this.#members;
    let [left, right] = [from, to - 1];
    while (left <= right) {
      const row = members[left] as number;
      if ((column[row] as number) <= bin) left++;
      else {
        members[left] = members[right] as number;
        members[right--] = row;
      }
    }
    return left;
  }

  #bestSplit(from: number, to: number, first: number, all: number): Split | undefined {
    const order = this.#order;
    let best: Split | undefined;
    let tried = 0;
    for (let place = 0; place < order.length && tried < this.#settings.columns; place++) {
      const chosen = this.#random.integer(place, order.length - 1);
      const column = order[chosen] as number;
      order[chosen] = order[place] as number;
      order[place] = column;
      const split = this.#splitOf(column, from, to, first, all);
      if (split === undefined) continue;
      tried++;
      if (best === undefined || split.gain > best.gain) best = split;
    }
    return best;
  }

  /** The best split of a column; nothing when all rows are in one bin. */
  #splitOf(column: number, from: number, to: number, first: number, all: number): Split | undefined {
    const values = this.#rows.columns[column] as Uint8Array;
    const [members, labels, weights] = [this.#members, this.#labels, this.#weights];
    let [low, high] = [255, 0];
    for (let place = from; place < to; place++) {
      const row = members[place] as number;
      const value = values[row] as number;
      const weight = weights[row] as number;
      allOf[value] = (allOf[value] as number) + weight;
      if (labels[row] === 1) firstsOf[value] = (firstsOf[value] as number) + weight;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    let [bin, best] = [-1, -Infinity];
    let [firstLeft, left, last] = [0, 0, low];
    for (let value = low; value <= high; value++) {
      const weight = allOf[value] as number;
      if (weight === 0) continue;
      if (left > 0) {
        const [firstRight, right] = [first - firstLeft, all - left];
        // Up to a constant, minus the impurity of both sides.
        const score =
          (firstLeft * firstLeft + (left - firstLeft) * (left - firstLeft)) / left +
          (firstRight * firstRight + (right - firstRight) * (right - firstRight)) / right;
        // Rows that come later with values in between are split in the middle.
        if (score > best) [bin, best] = [(last + value - 1) >> 1, score];
      }
      firstLeft += firstsOf[value] as number;
      left += weight;
      last = value;
      firstsOf[value] = 0;
      allOf[value] = 0;
    }
    if (bin === -1) return undefined;
    return { column, bin, gain: best - (first * first + (all - first) * (all - first)) / all };
  }
}
