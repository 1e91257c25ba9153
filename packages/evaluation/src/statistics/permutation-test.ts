import { Random, type Seed } from "@sdialog/core";
import { deal } from "./deal.ts";

/**
 * Whether two datasets may come from the same source: how often they are at least as far apart as observed when
 * the elements of both are dealt out at random (Fisher 1935; p with +1 above and below, Phipson & Smyth 2010, so
 * never 0).
 *
 * @param sizes elements of the two datasets; elements of the second are numbered from the first's size on
 * @param distance how far apart the elements with these indices are; larger is farther
 */
export function permutationTest(
  sizes: readonly [number, number],
  distance: (first: Uint32Array, second: Uint32Array) => number,
  { permutations, seed }: { readonly permutations: number; readonly seed: Seed },
): number {
  const [first, second] = sizes;
  const all = Uint32Array.from({ length: first + second }, (_, index) => index);
  const observed = distance(all.subarray(0, first), all.subarray(first));
  // Equal sums in another order differ in their last digits; that is no difference.
  const threshold = observed - 1e-12 * Math.max(1, Math.abs(observed));
  const random = new Random(seed);
  let asFar = 0;
  for (let round = 0; round < permutations; round++) {
    deal(all, Math.min(first, second), random);
    const [few, rest] = [all.subarray(0, Math.min(first, second)), all.subarray(Math.min(first, second))];
    if ((first <= second ? distance(few, rest) : distance(rest, few)) >= threshold) asFar++;
  }
  return (asFar + 1) / (permutations + 1);
}
