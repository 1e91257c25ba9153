import { checkFinite } from "./check-numbers.ts";

/**
 * Cliff's δ (Cliff 1993): the share of pairs in which `a` is larger minus the share in which `b` is, in [−1, 1];
 * 0 = no tendency. `null` when either is empty.
 *
 * @throws InvalidArgumentError for values that are not finite
 */
export function cliffsDelta(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  checkFinite("cliffsDelta", a, "The first's value");
  checkFinite("cliffsDelta", b, "The second's value");
  if (a.length === 0 || b.length === 0) return null;
  const sorted = Float64Array.from(b).sort();
  let dominance = 0;
  for (const value of Float64Array.from(a)) {
    dominance += countBelow(sorted, value, false) - (sorted.length - countBelow(sorted, value, true));
  }
  return dominance / (a.length * b.length);
}

/** How many of the sorted numbers are below `value`, or not above it. */
function countBelow(sorted: Float64Array, value: number, orEqual: boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = sorted[middle] as number;
    if (candidate < value || (orEqual && candidate === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
