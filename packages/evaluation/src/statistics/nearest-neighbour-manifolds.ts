/**
 * Precision and recall with k-nearest-neighbour manifolds (Kynkäänniemi et al. 2019, arXiv 1904.06991): the share
 * of dataset points within some reference point's distance to its k-th neighbour, and the converse. NaN for fewer
 * than k + 1 points on either side.
 *
 * @param distances of all pairs of points
 * @param reference indices of the reference's points
 * @param sample indices of the dataset's
 */
export function nearestNeighbourManifolds(
  distances: readonly Float64Array[],
  reference: Uint32Array,
  sample: Uint32Array,
  k = 3,
): { readonly precision: number; readonly recall: number } {
  if (Math.min(reference.length, sample.length) <= k) return { precision: Number.NaN, recall: Number.NaN };
  return {
    precision: covered(distances, reference, sample, k),
    recall: covered(distances, sample, reference, k),
  };
}

/** The share of `points` that lie in the ball of some `centre`. */
function covered(
  distances: readonly Float64Array[],
  centres: Uint32Array,
  points: Uint32Array,
  k: number,
): number {
  const inside = new Uint8Array(points.length);
  for (const centre of centres) {
    const row = distances[centre] as Float64Array;
    const radius = kthNeighbour(row, centres, k);
    for (const [place, point] of points.entries()) if ((row[point] as number) <= radius) inside[place] = 1;
  }
  return inside.reduce((sum, is) => sum + is, 0) / points.length;
}

/** The k-th smallest distance to another centre; the smallest of all is the one to itself. */
function kthNeighbour(row: Float64Array, centres: Uint32Array, k: number): number {
  const smallest = new Float64Array(k + 1).fill(Number.POSITIVE_INFINITY);
  for (const other of centres) {
    const distance = row[other] as number;
    if (distance >= (smallest[k] as number)) continue;
    let place = k;
    while (place > 0 && (smallest[place - 1] as number) > distance) {
      smallest[place] = smallest[place - 1] as number;
      place--;
    }
    smallest[place] = distance;
  }
  return smallest[k] as number;
}
