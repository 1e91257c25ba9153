import { InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import { averageLinkage, type Merge } from "./average-linkage.ts";
import { bisectingKMeans } from "./bisecting-k-means.ts";
import { groupPoints, type PointSet } from "./point-set.ts";

/** Where to cut the tree: at a mean cosine distance, in (0, 2], or at a number of clusters. */
export type ClusterCut = { readonly distance: number } | { readonly count: number };

export interface ClusterOptions {
  readonly cut: ClusterCut;
  /** Up to this many points are clustered exactly; more are first drawn together into this many groups. */
  readonly resolution: number;
  readonly seed: Seed;
}

/**
 * Clusters points by average linkage under cosine distance: exactly up to `resolution` points, otherwise the groups
 * of a bisecting k-means in place of the points. The distance between groups is still the mean over all pairs of
 * their points, so only the grouping is approximate. Time grows as n² up to `resolution` and as n log n beyond.
 *
 * @returns the members of each cluster, heaviest cluster first, equal ones in the order of their first points
 */
export function clusterPoints(points: PointSet, { cut, resolution, seed }: ClusterOptions): number[][] {
  checkCut(cut);
  if (points.size === 0) return [];
  const groups =
    points.size <= resolution
      ? Array.from({ length: points.size }, (_, index) => [index])
      : bisectingKMeans(points, resolution, new Random(seed));
  const clusters = cutTree(groups.length, averageLinkage(groupPoints(points, groups)), cut).map((members) =>
    members.flatMap((group) => groups[group] as number[]).sort((a, b) => a - b),
  );
  const weight = (members: readonly number[]): number =>
    members.reduce((sum, member) => sum + (points.weights[member] as number), 0);
  return clusters.sort((a, b) => weight(b) - weight(a) || (a[0] as number) - (b[0] as number));
}

/** Merges below the distance, or as many as leave the wanted number, as groups of points. */
function cutTree(size: number, merges: readonly Merge[], cut: ClusterCut): number[][] {
  const made =
    "distance" in cut
      ? merges.filter(({ distance }) => distance < cut.distance)
      : merges.slice(0, Math.max(0, size - cut.count));
  const parents = Array.from({ length: size }, (_, index) => index);
  const root = (index: number): number => {
    let top = index;
    while (parents[top] !== top) top = parents[top] as number;
    parents[index] = top;
    return top;
  };
  for (const { a, b } of made) parents[root(b)] = root(a);
  const clusters = new Map<number, number[]>();
  for (let index = 0; index < size; index++) {
    const top = root(index);
    const members = clusters.get(top);
    if (members === undefined) clusters.set(top, [index]);
    else members.push(index);
  }
  return [...clusters.values()];
}

function checkCut(cut: ClusterCut): void {
  if (
    "distance" in cut
      ? cut.distance > 0 && cut.distance <= 2
      : Number.isSafeInteger(cut.count) && cut.count > 0
  )
    return;
  throw new InvalidArgumentError(`Cannot cut clusters at ${JSON.stringify(cut)}`, {
    hint: "Give a distance above 0 and up to 2, or a positive whole number of clusters.",
  });
}
