import { dot, normalize, type Vector } from "@sdialog/evaluation/embeddings";

/**
 * Points on the unit sphere, each standing for `weight` equal ones. A group of points is again a point: the sum of
 * its members with the sum of their weights, which is all that average linkage needs to know of it.
 */
export interface PointSet {
  readonly size: number;
  readonly dimensions: number;
  /** Row-major, `size × dimensions`: weight · unit vector, or a sum of such. */
  readonly sums: Float32Array;
  readonly weights: Float64Array;
}

/**
 * @param vectors of one length; a zero vector (a text without content) is put on the first axis, so that all of
 *   them fall together
 * @param weights how many points each stands for. Default: 1
 */
export function pointSet(vectors: readonly Vector[], weights?: readonly number[]): PointSet {
  const dimensions = vectors[0]?.length ?? 0;
  const sums = new Float32Array(vectors.length * dimensions);
  for (const [index, vector] of vectors.entries()) {
    const unit = unitVector(vector);
    const weight = weights?.[index] ?? 1;
    for (let axis = 0; axis < dimensions; axis++)
      sums[index * dimensions + axis] = weight * (unit[axis] as number);
  }
  return {
    size: vectors.length,
    dimensions,
    sums,
    weights: Float64Array.from(vectors, (_, index) => weights?.[index] ?? 1),
  };
}

/** The vector at length 1; a zero vector becomes the first axis. */
export function unitVector(vector: Vector): Float32Array {
  const unit = normalize(vector);
  if (unit.length > 0 && dot(unit, unit) === 0) unit[0] = 1;
  return unit;
}

/** The sum of a point or group, not copied. */
export function sumOf(points: PointSet, index: number): Float32Array {
  return points.sums.subarray(index * points.dimensions, (index + 1) * points.dimensions);
}

/** The dot product of the sum of a point or group with a vector. */
export function dotWith(points: PointSet, index: number, vector: Float32Array, offset = 0): number {
  const { sums, dimensions } = points;
  const start = index * dimensions;
  // Four sums at a time, because each alone would wait for its last addition.
  let [a, b, c, d] = [0, 0, 0, 0];
  let axis = 0;
  for (; axis + 3 < dimensions; axis += 4) {
    a += (sums[start + axis] as number) * (vector[offset + axis] as number);
    b += (sums[start + axis + 1] as number) * (vector[offset + axis + 1] as number);
    c += (sums[start + axis + 2] as number) * (vector[offset + axis + 2] as number);
    d += (sums[start + axis + 3] as number) * (vector[offset + axis + 3] as number);
  }
  for (; axis < dimensions; axis++) a += (sums[start + axis] as number) * (vector[offset + axis] as number);
  return a + b + (c + d);
}

/** Groups of points as points. */
export function groupPoints(points: PointSet, groups: readonly (readonly number[])[]): PointSet {
  const { dimensions } = points;
  const sums = new Float32Array(groups.length * dimensions);
  const weights = new Float64Array(groups.length);
  for (const [group, members] of groups.entries()) {
    for (const member of members) {
      weights[group] = (weights[group] as number) + (points.weights[member] as number);
      const [to, from] = [group * dimensions, member * dimensions];
      for (let axis = 0; axis < dimensions; axis++) {
        sums[to + axis] = (sums[to + axis] as number) + (points.sums[from + axis] as number);
      }
    }
  }
  return { size: groups.length, dimensions, sums, weights };
}
