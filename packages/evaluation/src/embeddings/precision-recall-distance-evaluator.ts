import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Seed } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { histogram, quantize } from "../statistics/quantize.ts";
import { precisionRecallCurve } from "../statistics/precision-recall-curve.ts";
import {
  EmbeddingDistanceEvaluator,
  type EmbeddingDistanceOptions,
  type PairStatistics,
  embeddingDistanceOptionNames,
} from "./embedding-distance-evaluator.ts";

/** As for all distances of embeddings, and how many clusters there are. */
export interface ClusterOptions extends EmbeddingDistanceOptions {
  /** Number of k-means clusters the embeddings of both datasets are put into. */
  readonly clusters?: number | undefined;
}

/** The names of {@link ClusterOptions}. */
export const clusterOptionNames: OptionNames<ClusterOptions> = {
  clusters: true,
  ...embeddingDistanceOptionNames,
};

/**
 * Precision and recall for distributions over 20 clusters of the embeddings: `distance` = 1 − best F₁ (0 = same,
 * 1 = nothing in common), `f8` and `fEighth` for dropped and for invented kinds; see {@link precisionRecallCurve}.
 */
export class PrecisionRecallDistanceEvaluator extends EmbeddingDistanceEvaluator {
  readonly clusters: number;

  constructor(embedder: EmbeddingModelRef, options: ClusterOptions = {}) {
    checkArguments("new PrecisionRecallDistanceEvaluator", arguments, 2);
    checkOptions("new PrecisionRecallDistanceEvaluator", options, clusterOptionNames);
    super("precision-recall-distance", embedder, options);
    this.clusters = options.clusters ?? 20;
  }

  protected prepare(vectors: readonly Float32Array[], seed: Seed): PairStatistics {
    const bins = quantize(vectors, { clusters: this.clusters, seed });
    const of = (chosen: Uint32Array): Float64Array => histogram(bins, chosen, this.clusters);
    return (reference, sample) => ({ ...precisionRecallCurve(of(reference), of(sample)) });
  }

  protected distance({ distance }: Readonly<Record<string, number>>): number {
    return distance as number;
  }

  protected override nearer(statistic: string): "higher" | "lower" {
    return statistic === "distance" ? "lower" : "higher";
  }

  protected override growth(statistic: string): "square" | undefined {
    return statistic === "distance" ? "square" : undefined;
  }

  protected override bounds(): { low: number; high: number } {
    return { low: 0, high: 1 };
  }
}
