import { cosineSimilarity } from "@sdialog/core/internal";

/**
 * The indices of the `k` vectors most similar to `query` by cosine, most similar first; equal ones in their order.
 * A zero vector is similar to nothing (0).
 */
export function nearest(query: Float32Array, vectors: readonly Float32Array[], k: number): number[] {
  const similarities = vectors.map((vector) => cosineSimilarity(query, vector));
  return vectors
    .map((_, index) => index)
    .sort((a, b) => (similarities[b] as number) - (similarities[a] as number))
    .slice(0, k);
}
