import { dotWith, type PointSet } from "./point-set.ts";

/** Two groups that became one; each is named by any of its points. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  /** Mean cosine distance between a point of one and a point of the other, in [0, 2]. */
  readonly distance: number;
}

/**
 * All merges of agglomerative clustering with average linkage (UPGMA) under cosine distance, nearest first.
 *
 * Exact: follows chains of nearest neighbours (Murtagh, *The Computer Journal* 26, 1983), which for this linkage
 * gives the same tree as always merging the closest pair. O(n²) time and memory, where merging the closest pair
 * takes O(n³).
 */
export function averageLinkage(points: PointSet): Merge[] {
  const n = points.size;
  const distances = distanceMatrix(points);
  const weights = Float64Array.from(points.weights);
  const active = new Uint8Array(n).fill(1);
  const merges: Merge[] = [];
  const chain: number[] = [];
  let first = 0;
  while (merges.length < n - 1) {
    while (active[first] === 0) first++;
    if (chain.length === 0) chain.push(first);
    const top = chain.at(-1) as number;
    const before = chain.at(-2) ?? -1;
    const nearest = nearestNeighbour(distances, active, top, before, n);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    merges.push({ a: before, b: top, distance: distances[before * n + top] as number });
    join(distances, weights, active, before, top, n);
  }
  return merges.sort((a, b) => a.distance - b.distance);
}

function distanceMatrix(points: PointSet): Float64Array {
  const n = points.size;
  const distances = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    const start = a * points.dimensions;
    const weight = points.weights[a] as number;
    for (let b = a + 1; b < n; b++) {
      const similarity = dotWith(points, b, points.sums, start) / (weight * (points.weights[b] as number));
      // Rounding can leave equal directions a hair apart from 0.
      const distance = Math.max(0, 1 - similarity);
      distances[a * n + b] = distance;
      distances[b * n + a] = distance;
    }
  }
  return distances;
}

/** The chain must not leave a pair of equally near neighbours, or it would go round in a circle. */
function nearestNeighbour(
  distances: Float64Array,
  active: Uint8Array,
  from: number,
  before: number,
  n: number,
): number {
  let best = before;
  let smallest = before === -1 ? Number.POSITIVE_INFINITY : (distances[from * n + before] as number);
  for (let other = 0; other < n; other++) {
    if (active[other] === 0 || other === from) continue;
    const distance = distances[from * n + other] as number;
    if (distance < smallest) {
      smallest = distance;
      best = other;
    }
  }
  return best;
}

/** `b` becomes part of `a`; distances to the union are the weighted mean (Lance–Williams). */
function join(
  distances: Float64Array,
  weights: Float64Array,
  active: Uint8Array,
  a: number,
  b: number,
  n: number,
): void {
  const weightA = weights[a] as number;
  const weightB = weights[b] as number;
  for (let other = 0; other < n; other++) {
    if (active[other] === 0 || other === a || other === b) continue;
    const toA = distances[other * n + a] as number;
    const toB = distances[other * n + b] as number;
    const distance = (weightA * toA + weightB * toB) / (weightA + weightB);
    distances[other * n + a] = distance;
    distances[a * n + other] = distance;
  }
  weights[a] = weightA + weightB;
  active[b] = 0;
}
