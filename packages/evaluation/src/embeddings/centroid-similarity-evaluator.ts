import { checkArguments, checkOptions, cosineSimilarity, meanVector } from "@sdialog/core/internal";
import type { EmbeddingModelRef } from "@sdialog/llm";
import {
  EmbeddingDistanceEvaluator,
  type EmbeddingDistanceOptions,
  type PairStatistics,
  embeddingDistanceOptionNames,
} from "./embedding-distance-evaluator.ts";

/** Cosine between the mean embeddings of dataset and reference, in [−1, 1], under `cosine`. It does not see spread. */
export class CentroidSimilarityEvaluator extends EmbeddingDistanceEvaluator {
  constructor(embedder: EmbeddingModelRef, options?: EmbeddingDistanceOptions) {
    checkArguments("new CentroidSimilarityEvaluator", arguments, 2);
    checkOptions("new CentroidSimilarityEvaluator", options, embeddingDistanceOptionNames);
    super("centroid-similarity", embedder, { sampleSize: Number.POSITIVE_INFINITY, ...options });
  }

  protected prepare(vectors: readonly Float32Array[]): PairStatistics {
    const centroid = (chosen: Uint32Array): Float64Array =>
      meanVector(Array.from(chosen, (index) => vectors[index] as Float32Array));
    return (reference, sample) => ({ cosine: cosineSimilarity(centroid(reference), centroid(sample)) });
  }

  protected distance({ cosine }: Readonly<Record<string, number>>): number {
    return 1 - (cosine as number);
  }

  protected override nearer(): "higher" | "lower" {
    return "higher";
  }

  protected override bounds(): { low: number; high: number } {
    return { low: -1, high: 1 };
  }
}
