import type { Interval } from "@sdialog/evaluation";
import {
  differenceInterval,
  fisherExactTest,
  mcnemarTest,
  pairedDifferenceInterval,
} from "@sdialog/evaluation/statistics";

/** Two shares and what is between them. */
export interface ShareDifference {
  /** How many hold of how many, in the baseline. */
  readonly before: { readonly passed: number; readonly of: number };
  /** The same now. */
  readonly after: { readonly passed: number; readonly of: number };
  /** Held before and no longer; `null` when the two are not paired. */
  readonly broken: number | null;
  /** Holds now and did not; `null` when the two are not paired. */
  readonly mended: number | null;
  /** Share now minus share before. */
  readonly difference: number;
  /** 95 % interval of the difference (Newcombe 1998). */
  readonly interval: Interval;
  /** Exact, two-sided: McNemar's of pairs, Fisher's else. */
  readonly p: number;
}

/**
 * Compares what held before with what holds now.
 *
 * @param before whether it held, by cell; so is `after`
 * @returns nothing when there is nothing to compare
 */
export function shareDifference(
  before: ReadonlyMap<string, boolean>,
  after: ReadonlyMap<string, boolean>,
  design: "paired" | "independent",
): ShareDifference | undefined {
  const cells = [...after.keys()].filter((cell) => before.has(cell));
  const [earlier, later] =
    design === "independent"
      ? [[...before.values()], [...after.values()]]
      : [cells.map((cell) => before.get(cell) === true), cells.map((cell) => after.get(cell) === true)];
  if (earlier.length === 0 || later.length === 0) return undefined;
  const [was, is] = [tally(earlier), tally(later)];
  const difference = is.passed / is.of - was.passed / was.of;
  if (design === "independent") {
    const p = fisherExactTest([was.passed, was.of - was.passed], [is.passed, is.of - is.passed]);
    const interval = differenceInterval([was.passed, was.of], [is.passed, is.of]) as Interval;
    return { before: was, after: is, broken: null, mended: null, difference, interval, p };
  }
  const count = (first: boolean, second: boolean): number =>
    earlier.filter((held, index) => held === first && later[index] === second).length;
  const [broken, mended] = [count(true, false), count(false, true)];
  const pairs = {
    both: count(true, true),
    firstOnly: broken,
    secondOnly: mended,
    neither: count(false, false),
  };
  const interval = pairedDifferenceInterval(pairs) as Interval;
  return { before: was, after: is, broken, mended, difference, interval, p: mcnemarTest(pairs) };
}

function tally(held: readonly boolean[]): { readonly passed: number; readonly of: number } {
  return { passed: held.filter(Boolean).length, of: held.length };
}
