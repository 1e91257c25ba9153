import type { Random } from "@sdialog/core";
import { dot, normalize } from "@sdialog/evaluation/embeddings";
import { dotWith, groupPoints, type PointSet, sumOf } from "./point-set.ts";

const iterations = 6;
// No part may be smaller than this share, so that the tree stays shallow and the time O(n log n).
const smallestPart = 0.1;

interface Group {
  readonly members: number[];
  /** Total cosine distance to the centroid: weight − ‖sum‖. */
  readonly scatter: number;
}

/**
 * Divides points into `count` groups: again and again the most scattered group is split in two by spherical
 * k-means (Steinbach, Karypis & Kumar, *A Comparison of Document Clustering Techniques*, 2000). O(n log count).
 *
 * @returns the members of each group; fewer groups when points coincide
 */
export function bisectingKMeans(points: PointSet, count: number, random: Random): number[][] {
  const done: Group[] = [];
  const open: Group[] = [
    groupOf(
      points,
      Array.from({ length: points.size }, (_, index) => index),
    ),
  ];
  while (open.length > 0 && open.length + done.length < count) {
    const group = takeMostScattered(open);
    const parts = splitGroup(points, group.members, random);
    if (parts === null) done.push(group);
    else open.push(...parts.map((members) => groupOf(points, members)));
  }
  return [...done, ...open].map(({ members }) => members);
}

function groupOf(points: PointSet, members: number[]): Group {
  if (members.length === 1) return { members, scatter: 0 };
  const group = groupPoints(points, [members]);
  return { members, scatter: (group.weights[0] as number) - Math.sqrt(dot(group.sums, group.sums)) };
}

function takeMostScattered(groups: Group[]): Group {
  let most = 0;
  for (const [index, group] of groups.entries()) {
    if (group.scatter > (groups[most] as Group).scatter) most = index;
  }
  const last = groups.pop() as Group;
  if (most === groups.length) return last;
  const taken = groups[most] as Group;
  groups[most] = last;
  return taken;
}

/** Two parts, or `null` when all points lie in one place. */
function splitGroup(
  points: PointSet,
  members: readonly number[],
  random: Random,
): [number[], number[]] | null {
  const seeds = twoSeeds(points, members, random);
  if (seeds === null) return null;
  let [left, right] = seeds;
  let sides = leanings(points, members, left, right);
  for (let iteration = 1; iteration < iterations; iteration++) {
    const parts = divide(members, sides);
    if (parts.some((part) => part.length === 0)) break;
    const sums = groupPoints(points, parts);
    left = normalize(sumOf(sums, 0));
    right = normalize(sumOf(sums, 1));
    sides = leanings(points, members, left, right);
  }
  return balanced(members, sides);
}

/** A point at random and one drawn with probability in proportion to its distance from it (k-means++). */
function twoSeeds(
  points: PointSet,
  members: readonly number[],
  random: Random,
): [Float32Array, Float32Array] | null {
  const first = normalize(sumOf(points, random.pick(members)));
  const distances = members.map((member) => Math.max(0, 1 - meanCosine(points, member, first)));
  if (distances.every((distance) => distance < 1e-6)) return null;
  return [first, normalize(sumOf(points, random.weighted(members, distances)))];
}

/** By member: how much nearer it is to `right` than to `left`. */
function leanings(
  points: PointSet,
  members: readonly number[],
  left: Float32Array,
  right: Float32Array,
): Float64Array {
  const axis = right.map((value, index) => value - (left[index] as number));
  return Float64Array.from(members, (member) => meanCosine(points, member, axis));
}

/** Of a unit vector with the points a sum stands for. */
function meanCosine(points: PointSet, member: number, vector: Float32Array): number {
  return dotWith(points, member, vector) / (points.weights[member] as number);
}

function divide(members: readonly number[], sides: Float64Array): [number[], number[]] {
  const left: number[] = [];
  const right: number[] = [];
  for (const [index, member] of members.entries()) ((sides[index] as number) > 0 ? right : left).push(member);
  return [left, right];
}

/** The division at 0, or the nearest one that leaves no part too small. */
function balanced(members: readonly number[], sides: Float64Array): [number[], number[]] {
  const parts = divide(members, sides);
  const least = Math.max(1, Math.floor(members.length * smallestPart));
  if (parts.every((part) => part.length >= least)) return parts;
  const order = members
    .map((member, index) => ({ member, side: sides[index] as number }))
    .sort((a, b) => a.side - b.side)
    .map(({ member }) => member);
  const cut = parts[0].length < least ? least : members.length - least;
  return [order.slice(0, cut), order.slice(cut)];
}
