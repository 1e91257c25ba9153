import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";

/** A list of numbers read by position: `Float32Array`, `Float64Array` or a plain array. */
export type Vector = ArrayLike<number>;

/** Σ aᵢ·bᵢ over the length of `a`. */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

/** Cosine of the angle between two vectors, in [−1, 1]; 0 when either is zero. */
export function cosineSimilarity(a: Vector, b: Vector): number {
  const norms = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
  return norms === 0 ? 0 : Math.max(-1, Math.min(1, dot(a, b) / norms));
}

/** The vector of length 1 in the same direction; a zero vector stays zero. */
export function normalize(vector: Vector): Float32Array {
  const norm = Math.sqrt(dot(vector, vector));
  const unit = new Float32Array(vector.length);
  if (norm === 0) return unit;
  // A plain loop: Float32Array.from with a function is many times slower, and clustering lives here.
  for (let index = 0; index < unit.length; index++) unit[index] = (vector[index] as number) / norm;
  return unit;
}

/** The mean of vectors of one length. @throws InvalidArgumentError for none */
export function meanVector(vectors: readonly Vector[]): Float64Array {
  const [first] = vectors;
  if (first === undefined) throw new InvalidArgumentError("There are no vectors to take the mean of");
  const sum = new Float64Array(first.length);
  for (const vector of vectors) {
    for (let index = 0; index < sum.length; index++)
      sum[index] = (sum[index] as number) + (vector[index] as number);
  }
  return sum.map((value) => value / vectors.length);
}
