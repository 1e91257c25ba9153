import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { Random, type Seed } from "@sdialog/core";
import { deal } from "./draw-without-replacement.ts";

/** How far apart the elements with these indices are; larger is farther. */
export type IndexDistance = (first: Uint32Array, second: Uint32Array) => number;

export interface PermutationOptions {
  readonly permutations: number;
  readonly seed: Seed;
}

const permutationOptionNames: OptionNames<PermutationOptions> = { permutations: true, seed: true };

/**
 * Whether two datasets may come from the same source: how often they are at least as far apart as observed when
 * the elements of both are dealt out at random (Fisher 1935; p with +1 above and below, Phipson & Smyth 2010, so
 * never 0).
 *
 * @param sizes elements of the two datasets; elements of the second are numbered from the first's size on
 */
export function permutationTest(
  sizes: readonly [number, number],
  distance: IndexDistance,
  options: PermutationOptions,
): number {
  checkOptions("permutationTest", options, permutationOptionNames);
  const [first, second] = sizes;
  const all = Uint32Array.from({ length: first + second }, (_, index) => index);
  const smaller = Math.min(first, second);
  const observed = distance(all.slice(0, first), all.slice(first));
  return share(observed, options, (random) => {
    deal(all, smaller, random);
    const [few, rest] = [all.subarray(0, smaller), all.subarray(smaller)];
    return first <= second ? distance(few, rest) : distance(rest, few);
  });
}

/**
 * The same for datasets of pairs: the two of each pair change sides at random, so that what pairs have in common
 * (one scenario, say) does not hide a difference.
 *
 * @param pairs number of pairs; the i-th is made of elements i and `pairs` + i
 */
export function pairedPermutationTest(
  pairs: number,
  distance: IndexDistance,
  options: PermutationOptions,
): number {
  checkOptions("pairedPermutationTest", options, permutationOptionNames);
  const first = Uint32Array.from({ length: pairs }, (_, index) => index);
  const second = first.map((index) => index + pairs);
  return share(distance(first, second), options, (random) => {
    for (let pair = 0; pair < pairs; pair++) {
      const swapped = random.chance(0.5);
      first[pair] = swapped ? pair + pairs : pair;
      second[pair] = swapped ? pair : pair + pairs;
    }
    return distance(first, second);
  });
}

function share(
  observed: number,
  { permutations, seed }: PermutationOptions,
  round: (random: Random) => number,
): number {
  // Equal sums in another order differ in their last digits; that is no difference.
  const threshold = observed - 1e-12 * Math.max(1, Math.abs(observed));
  const random = new Random(seed);
  let asFar = 0;
  for (let done = 0; done < permutations; done++) if (round(random) >= threshold) asFar++;
  return (asFar + 1) / (permutations + 1);
}
