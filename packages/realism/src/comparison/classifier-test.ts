import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { meanAreaUnderCurve, type ScoresByClass } from "./auc.ts";
import { refuseInfinite } from "./coverage.ts";
import { type BinnedRows, binRows } from "./binned-rows.ts";
import { type ForestSettings, growForest, meanOf } from "./random-forest.ts";

/** How the classifier of the test is made and how often chance is asked. */
export interface ClassifierTestOptions {
  /** Trees that judge each row, shared out among the deals. Default: 200. */
  readonly trees?: number | undefined;
  /** Most splits between root and leaf. Default: 12. */
  readonly depth?: number | undefined;
  /** Into how many parts the rows are dealt, each told apart by the others. Default: 5, fewer where a side has fewer rows. */
  readonly folds?: number | undefined;
  /** How often the rows are dealt into parts anew, so that no single deal decides. Default: 5. */
  readonly deals?: number | undefined;
  /**
   * Most deals of labels at random, each of which costs as much as the area itself; 0 leaves out p. It is left off when ten
   * have been told apart as well. Default: 39.
   */
  readonly permutations?: number | undefined;
  /** Default: 0. */
  readonly seed?: Seed | undefined;
  /** Confidence level of the interval. Default: 0.95. */
  readonly level?: number | undefined;
}

/** The names of {@link ClassifierTestOptions}. */
export const classifierTestOptionNames: OptionNames<ClassifierTestOptions> = {
  trees: true,
  depth: true,
  folds: true,
  deals: true,
  permutations: true,
  seed: true,
  level: true,
};

/** How well a classifier tells two samples apart. */
export interface ClassifierTest {
  /**
   * Cross-validated area under the ROC curve, the mean of the parts' and deals': 0.5 when they cannot be told apart, 1
   * when always.
   */
  readonly auc: number;
  /**
   * DeLong's, of the predictions within the parts held out, its variance corrected for forests that share most of their
   * rows (Nadeau & Bengio 2003, for repeated deals Bouckaert & Frank 2004).
   */
  readonly interval: Interval;
  /**
   * How often labels dealt out at random are told apart at least as well by the same forests, the true ones among them
   * (Besag & Clifford 1991: left off when ten of them are); `null` when it was not asked.
   */
  readonly p: number | null;
  /** Per column, how much of the telling rests on it; they sum to 1. */
  readonly importances: readonly number[];
  /** Per row of the first sample and then of the second, the share of the first sample's where it was held out, averaged over the deals. */
  readonly predictions: readonly number[];
  readonly folds: number;
}

/** Fewest rows of a sample that can be told apart with any meaning. */
const fewestRows = 4;

/**
 * Classifier two-sample test (Lopez-Paz & Oquab 2017, arXiv 1610.06545): when a classifier cannot tell from which of two
 * samples a row held out is, nothing it can see is different. The classifier is a random forest (200 trees of depth 12,
 * classes balanced, as in Chopra et al. 2026); NaN in a row stands below every number.
 *
 * Rows are compared within their part alone, because scores of different forests have no common scale, and the area of
 * two samples of one source is then 0.5 on average. Samples that are more alike than chance makes them have areas below
 * it: what a forest learns from some parts is wrong of the others.
 *
 * @param first rows of numbers, all of one length
 * @returns `null` for a sample of fewer than four rows
 * @throws InvalidArgumentError for rows of different lengths, infinite numbers, and settings that are not whole numbers in their range
 */
export function classifierTest(
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
  options: ClassifierTestOptions = {},
): ClassifierTest | null {
  checkOptions("classifierTest", options, classifierTestOptionNames);
  const { trees = 200, depth = 12, deals = 5, permutations = 39, seed = 0, level = 0.95 } = options;
  checkWhole({ trees, depth, deals, folds: options.folds ?? 5 }, 1);
  checkWhole({ permutations }, 0);
  const all = [...first, ...second];
  if (all.some((row) => row.length !== all[0]?.length))
    throw new InvalidArgumentError("The rows of both samples must have the same length");
  for (const row of all) refuseInfinite("classifierTest", row);
  if (!(level > 0 && level < 1))
    throw new InvalidArgumentError(`A confidence level must be between 0 and 1, not ${level}`);
  const smaller = Math.min(first.length, second.length);
  if (smaller < fewestRows) return null;
  const folds = Math.max(2, Math.min(options.folds ?? 5, smaller));
  const rows = binRows(all.map((row) => row.map((value) => (Number.isNaN(value) ? -Infinity : value))));
  const labels = Uint8Array.from(all, (_, index) => (index < first.length ? 1 : 0));
  const random = new Random(seed);
  const {
    deals: dealt,
    predictions,
    importances,
  } = crossValidate(rows, labels, { folds, deals, trees, depth }, random.fork("folds"));
  const { auc, interval } = meanAreaUnderCurve(dealt, level, correction(folds, deals));
  return {
    auc,
    interval,
    p:
      permutations === 0
        ? null
        : permutationP(rows, labels, { folds, deals, trees, depth }, { auc, permutations, random }),
    importances: [...importances],
    predictions: [...predictions],
    folds,
  };
}

function checkWhole(settings: Readonly<Record<string, number>>, least: number): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(
        `classifierTest: ${name} must be a whole number of at least ${least}, not ${value}`,
      );
  }
}

/**
 * By how much the variance of a cross-validated estimate is larger than that of independent ones: 1 / J + held out / kept
 * of the variance of one of J parts, which is `folds` times that of all rows.
 */
function correction(folds: number, deals: number): number {
  return 1 / deals + folds / (folds - 1);
}

interface Settings {
  readonly folds: number;
  readonly deals: number;
  readonly trees: number;
  readonly depth: number;
}

/** What forests say of rows that they have not seen. */
interface HeldOut {
  /** The mean over the deals. */
  readonly predictions: Float64Array;
  readonly importances: Float64Array;
}

function crossValidate(
  rows: BinnedRows,
  labels: Uint8Array,
  { folds, deals, trees, depth }: Settings,
  random: Random,
): HeldOut & { readonly deals: readonly (readonly ScoresByClass[])[] } {
  const forest = { trees: Math.ceil(trees / deals), depth };
  const found = Array.from({ length: deals }, () => predictFolds(rows, labels, folds, forest, random));
  return {
    deals: found.map(({ parts }) => parts),
    predictions: meanOf(found.map(({ predictions }) => predictions)),
    importances: meanOf(found.map(({ importances }) => importances)),
  };
}

/** One deal: predictions for every row by the forest of the parts that it is not in. */
function predictFolds(
  rows: BinnedRows,
  labels: Uint8Array,
  folds: number,
  settings: ForestSettings,
  random: Random,
): HeldOut & { readonly parts: readonly ScoresByClass[] } {
  const foldOf = new Uint32Array(rows.rows);
  // Each side is dealt out by itself, so that every part has both.
  for (const label of [0, 1]) {
    const members = Array.from(labels.keys()).filter((row) => labels[row] === label);
    for (const [place, row] of random.shuffle(members).entries()) foldOf[row] = place % folds;
  }
  const predictions = new Float64Array(rows.rows);
  const found = Array.from({ length: folds }, (_, fold) => {
    const train = Array.from(foldOf.keys()).filter((row) => foldOf[row] !== fold);
    const forest = growForest(rows, labels, train, settings, random);
    const scores: [positive: number[], negative: number[]] = [[], []];
    for (const [row, of] of foldOf.entries()) {
      if (of !== fold) continue;
      const score = forest.predict(row);
      predictions[row] = score;
      scores[labels[row] === 1 ? 0 : 1].push(score);
    }
    return { scores, importances: forest.importances };
  });
  return {
    parts: found.map(({ scores }) => scores),
    predictions,
    importances: meanOf(found.map(({ importances }) => importances)),
  };
}

/** So many areas at least as large as the one that was found say enough. */
const enoughAsFar = 10;

/** The test of equality: the area that was found against those of labels dealt out at random. */
function permutationP(
  rows: BinnedRows,
  labels: Uint8Array,
  settings: Settings,
  {
    auc,
    permutations,
    random,
  }: { readonly auc: number; readonly permutations: number; readonly random: Random },
): number {
  let asFar = 0;
  for (let round = 1; round <= permutations; round++) {
    const stream = random.fork("permutation", round);
    const dealt = Uint8Array.from(stream.shuffle([...labels]));
    const found = meanAreaUnderCurve(crossValidate(rows, dealt, settings, stream).deals, 0.95).auc;
    if (found >= auc - 1e-12) asFar++;
    if (asFar === enoughAsFar) return asFar / round;
  }
  return (asFar + 1) / (permutations + 1);
}
