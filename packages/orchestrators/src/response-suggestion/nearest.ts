/**
 * The indices of the `k` vectors most similar to `query` by cosine, most similar first; equal ones in their order.
 * A zero vector is similar to nothing (0).
 */
export function nearest(query: Float32Array, vectors: readonly Float32Array[], k: number): number[] {
  const similarities = vectors.map((vector) => cosine(query, vector));
  return vectors
    .map((_, index) => index)
    .sort((a, b) => (similarities[b] as number) - (similarities[a] as number))
    .slice(0, k);
}

function cosine(a: Float32Array, b: Float32Array): number {
  const norms = Math.sqrt(dot(a, a) * dot(b, b));
  return norms === 0 ? 0 : dot(a, b) / norms;
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
}
