import { checkArguments, checkOptions, dot, type OptionNames } from "@sdialog/core/internal";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { nearestNeighbourManifolds } from "../statistics/nearest-neighbour-manifolds.ts";
import { fScore } from "../statistics/precision-recall-curve.ts";
import {
  EmbeddingDistanceEvaluator,
  type EmbeddingDistanceOptions,
  type PairStatistics,
  embeddingDistanceOptionNames,
} from "./embedding-distance-evaluator.ts";

/** As for all distances of embeddings, and how far a point reaches. */
export interface PrecisionRecallOptions extends EmbeddingDistanceOptions {
  /** Which neighbour's distance is a point's reach. Default: 3. */
  readonly k?: number | undefined;
}

const precisionRecallOptionNames: OptionNames<PrecisionRecallOptions> = {
  k: true,
  ...embeddingDistanceOptionNames,
};

/**
 * How much of the dataset looks like the reference (`precision`) and how much of the reference's variety the
 * dataset covers (`recall`), in [0, 1], by k-nearest-neighbour manifolds; see `nearestNeighbourManifolds`.
 */
export class PrecisionRecallEvaluator extends EmbeddingDistanceEvaluator {
  readonly k: number;

  constructor(embedder: EmbeddingModelRef, options: PrecisionRecallOptions = {}) {
    checkArguments("new PrecisionRecallEvaluator", arguments, 2);
    checkOptions("new PrecisionRecallEvaluator", options, precisionRecallOptionNames);
    super("precision-recall", embedder, options);
    this.k = options.k ?? 3;
  }

  protected prepare(vectors: readonly Float32Array[]): PairStatistics {
    const squares = vectors.map((vector) => dot(vector, vector));
    const distances = vectors.map((a, i) =>
      Float64Array.from(vectors, (b, j) =>
        Math.max(0, (squares[i] as number) + (squares[j] as number) - 2 * dot(a, b)),
      ),
    );
    return (reference, sample) => ({ ...nearestNeighbourManifolds(distances, reference, sample, this.k) });
  }

  protected distance({ precision, recall }: Readonly<Record<string, number>>): number {
    return 1 - fScore(precision as number, recall as number, 1);
  }

  protected override nearer(): "higher" | "lower" {
    return "higher";
  }

  protected override bounds(): { low: number; high: number } {
    return { low: 0, high: 1 };
  }
}
