import type { Interval } from "../dataset-evaluator.ts";
import { checkCounts } from "./check-numbers.ts";
import { wilsonInterval } from "./wilson-interval.ts";

/** Pairs of yes-or-no results, by what became of each: four counts. */
export interface PairedCounts {
  /** Yes both times. */
  readonly both: number;
  /** Yes the first time only. */
  readonly firstOnly: number;
  /** Yes the second time only. */
  readonly secondOnly: number;
  /** No both times. */
  readonly neither: number;
}

/**
 * Whether two shares measured on the same pairs may be equal (McNemar 1947, exact and two-sided: a binomial test of
 * the pairs that changed). Pairs that did not change say nothing, so without a change it is 1.
 *
 * @throws InvalidArgumentError for counts that are not whole numbers of at least 0
 */
export function mcnemarTest({ firstOnly, secondOnly }: Omit<PairedCounts, "both" | "neither">): number {
  checkCounts("mcnemarTest", { firstOnly, secondOnly });
  const changed = firstOnly + secondOnly;
  // The chances of 0, 1, … of the changed pairs going one way, each from the one before.
  let logChance = -changed * Math.LN2;
  let tail = 0;
  for (let one = 0; one <= Math.min(firstOnly, secondOnly); one++) {
    tail += Math.exp(logChance);
    logChance += Math.log(changed - one) - Math.log(one + 1);
  }
  return Math.min(1, 2 * tail);
}

/**
 * Interval of the share of the second time minus that of the first, on the same pairs (Newcombe 1998, "Improved
 * confidence intervals for the difference between binomial proportions based on paired data", method 10); `null`
 * without pairs.
 *
 * @throws InvalidArgumentError for counts that are not whole numbers of at least 0
 */
export function pairedDifferenceInterval(counts: PairedCounts, level = 0.95): Interval | null {
  checkCounts("pairedDifferenceInterval", { ...counts });
  const { both, firstOnly, secondOnly, neither } = counts;
  const pairs = both + firstOnly + secondOnly + neither;
  const margins = (both + firstOnly) * (secondOnly + neither) * (both + secondOnly) * (firstOnly + neither);
  const product = both * neither - firstOnly * secondOnly;
  // Continuity-corrected where the two go together, as the paper has it.
  const corrected = product > 0 ? Math.max(product - pairs / 2, 0) : product;
  const correlation = margins === 0 ? 0 : corrected / Math.sqrt(margins);
  return hybridInterval([both + secondOnly, pairs], [both + firstOnly, pairs], correlation, level);
}

/**
 * Interval of the difference of two independent shares, the second's minus the first's (Newcombe 1998, "Interval
 * estimation for the difference between independent proportions", method 10); `null` when either has no trials.
 *
 * @param first successes and trials; so is `second`
 * @throws InvalidArgumentError for counts that are not whole numbers of at least 0
 */
export function differenceInterval(
  first: readonly [successes: number, trials: number],
  second: readonly [successes: number, trials: number],
  level = 0.95,
): Interval | null {
  checkCounts("differenceInterval", {
    first: first[0],
    ofFirst: first[1],
    second: second[0],
    ofSecond: second[1],
  });
  return hybridInterval(second, first, 0, level);
}

/** Interval of a − b from the Wilson intervals of both. */
function hybridInterval(
  a: readonly [number, number],
  b: readonly [number, number],
  correlation: number,
  level: number,
): Interval | null {
  const [ofA, ofB] = [wilsonInterval(...a, level), wilsonInterval(...b, level)];
  if (ofA === null || ofB === null) return null;
  const [shareA, shareB] = [a[0] / a[1], b[0] / b[1]];
  const below = span(shareA - ofA.low, ofB.high - shareB, correlation);
  const above = span(ofA.high - shareA, shareB - ofB.low, correlation);
  return { low: shareA - shareB - below, high: shareA - shareB + above, level };
}

function span(x: number, y: number, correlation: number): number {
  return Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
}
