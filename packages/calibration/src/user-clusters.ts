import type { Random } from "@sdialog/core";
import { distance, standardiser } from "./feature-rows.ts";
import type { Talk } from "./talk.ts";

/** Fewest conversations that a type of users is read off. */
const fewest = 8;

/**
 * Conversations in groups whose users behave alike: k-means (Lloyd 1982) on standardised features, begun as k-means++
 * (Arthur & Vassilvitskii 2007) does. A group that is too small to read anything off joins the nearest other.
 *
 * @returns at most `types` groups, the largest first
 */
export function userClusters(
  talks: readonly Talk[],
  types: number,
  random: Random,
): readonly (readonly Talk[])[] {
  const rows = standardiser(talks)(talks);
  let centres = firstCentres(rows, Math.min(types, Math.max(1, Math.floor(talks.length / fewest))), random);
  let nearest = rows.map((row) => nearestTo(row, centres));
  for (let round = 0; round < 100; round++) {
    centres = centres.map((centre, index) => meanOf(rows.filter((_, at) => nearest[at] === index)) ?? centre);
    const next = rows.map((row) => nearestTo(row, centres));
    if (next.every((index, at) => index === nearest[at])) break;
    nearest = next;
  }
  const size = (index: number): number => nearest.filter((one) => one === index).length;
  const large = centres.filter((_, index) => size(index) >= fewest);
  if (large.length === 0) return [talks];
  const final = rows.map((row) => nearestTo(row, large));
  return large
    .map((_, index) => talks.filter((__, at) => final[at] === index))
    .filter((group) => group.length > 0)
    .toSorted((a, b) => b.length - a.length);
}

function firstCentres(rows: readonly Float64Array[], count: number, random: Random): Float64Array[] {
  const centres = [random.pick(rows)];
  while (centres.length < count) {
    const weights = rows.map((row) => Math.min(...centres.map((centre) => distance(row, centre))) ** 2);
    if (!weights.some((weight) => weight > 0)) break;
    centres.push(random.weighted(rows, weights));
  }
  return centres;
}

function nearestTo(row: Float64Array, centres: readonly Float64Array[]): number {
  let [best, least] = [0, Infinity];
  for (const [index, centre] of centres.entries()) {
    const far = distance(row, centre);
    if (far < least) [best, least] = [index, far];
  }
  return best;
}

function meanOf(rows: readonly Float64Array[]): Float64Array | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return first.map((_, column) => rows.reduce((sum, row) => sum + (row[column] as number), 0) / rows.length);
}
