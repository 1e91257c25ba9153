import { checkOptions } from "@sdialog/core/internal";
import { InvalidArgumentError, Random } from "@sdialog/core";
import { checkCounts, checkUnits } from "./check-numbers.ts";
import type { Units } from "./estimator.ts";
import { median } from "./moments.ts";
import {
  type PermutationOptions,
  permutationOptionNames,
  smallestP,
  smallestPairedP,
} from "./permutation-test.ts";

/**
 * Whether two datasets have the same median: percentile bootstrap of the difference (Wilcox 2012, Introduction to Robust
 * Estimation, section 5.4.2), units drawn as wholes, each dataset by itself. Twice the smaller share of rounds in which
 * either median is the larger, equal ones counted half. Unlike a permutation test it holds where spreads and shapes differ,
 * and unlike a studentised one it needs no standard error of a median, which values that repeat do not have.
 *
 * Never below {@link smallestMedianP}: three cannot tell, nor can five. NaN without units.
 *
 * @throws InvalidArgumentError for values that are not finite
 */
export function medianTest(first: Units, second: Units, options: PermutationOptions): number {
  const { permutations, seed } = checkOptions("medianTest", options, permutationOptionNames);
  checkCounts("medianTest", { permutations });
  for (const units of [first, second]) checkUnits("medianTest", units);
  const random = new Random(seed);
  if (first.length === 0 || second.length === 0) return Number.NaN;
  if (median(first.flat()) === median(second.flat())) return 1;
  const [a, b] = [medianOfDrawn(first), medianOfDrawn(second)];
  const larger = shareLarger(permutations, () => [
    a(drawn(first.length, random)),
    b(drawn(second.length, random)),
  ]);
  return Math.max(larger, smallestMedianP([first.length, second.length], permutations));
}

/**
 * The smallest p the test can give: not below what dealing so few units out could show, nor below what the sign test could
 * say of the median of the smaller dataset, 2^(1 − n). All of its units lie on one side of any median that often by chance,
 * and then no resample of them says otherwise. Datasets that are too small for an interval of a level cannot make a star at it.
 */
export function smallestMedianP(sizes: readonly [number, number], permutations: number): number {
  return Math.max(smallestP(sizes, permutations), 2 ** (1 - Math.min(...sizes)));
}

/** The same within pairs: the i-th unit of one dataset and the i-th of the other are drawn together. */
export function pairedMedianTest(first: Units, second: Units, options: PermutationOptions): number {
  const { permutations, seed } = checkOptions("pairedMedianTest", options, permutationOptionNames);
  checkCounts("pairedMedianTest", { permutations });
  for (const units of [first, second]) checkUnits("pairedMedianTest", units);
  if (first.length !== second.length)
    throw new InvalidArgumentError(
      `pairedMedianTest: units come in pairs, and ${first.length} and ${second.length} do not`,
    );
  const random = new Random(seed);
  if (first.length === 0) return Number.NaN;
  if (median(first.flat()) === median(second.flat())) return 1;
  const [a, b] = [medianOfDrawn(first), medianOfDrawn(second)];
  const larger = shareLarger(permutations, () => {
    const times = drawn(first.length, random);
    return [a(times), b(times)];
  });
  return Math.max(larger, smallestPairedP(first.length, permutations));
}

/** Twice the smaller share of rounds in which one number is above the other, with one round for what was observed. */
function shareLarger(rounds: number, draw: () => readonly [number, number]): number {
  let above = 0;
  for (let round = 0; round < rounds; round++) {
    const [first, second] = draw();
    above += first > second ? 1 : first === second ? 0.5 : 0;
  }
  return Math.min(1, (2 * Math.min(above, rounds - above) + 1) / (rounds + 1));
}

/** How often each of `n` units is drawn in `n` draws with replacement. */
function drawn(n: number, random: Random): Uint32Array {
  const times = new Uint32Array(n);
  for (let draw = 0; draw < n; draw++) {
    const unit = random.integer(0, n - 1);
    times[unit] = (times[unit] as number) + 1;
  }
  return times;
}

/** The median of all values of units that are drawn so many times each; the values are sorted once. */
function medianOfDrawn(units: Units): (times: Uint32Array) => number {
  const values = units
    .flatMap((unit, owner) => unit.map((value) => ({ value, owner })))
    .toSorted((a, b) => a.value - b.value);
  const sorted = Float64Array.from(values, ({ value }) => value);
  const owners = Uint32Array.from(values, ({ owner }) => owner);
  const sizes = Uint32Array.from(units, (unit) => unit.length);
  return (times) => {
    let total = 0;
    for (let unit = 0; unit < sizes.length; unit++)
      total += (times[unit] as number) * (sizes[unit] as number);
    // The middle value, or the two beside the middle.
    const [left, right] = [Math.floor((total - 1) / 2), Math.floor(total / 2)];
    let [passed, lower] = [0, Number.NaN];
    for (let place = 0; place < sorted.length; place++) {
      passed += times[owners[place] as number] as number;
      if (Number.isNaN(lower) && passed > left) lower = sorted[place] as number;
      if (passed > right) return (lower + (sorted[place] as number)) / 2;
    }
    return lower;
  };
}
