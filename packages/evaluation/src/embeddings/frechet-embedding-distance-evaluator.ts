import { checkArguments, checkOptions, dot } from "@sdialog/core/internal";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { frechetEmbeddingDistance } from "../statistics/frechet-embedding-distance.ts";
import {
  EmbeddingDistanceEvaluator,
  type EmbeddingDistanceOptions,
  type PairStatistics,
  embeddingDistanceOptionNames,
} from "./embedding-distance-evaluator.ts";

/**
 * Squared Fréchet distance between the embeddings of dataset and reference, under `frechet`, see
 * `frechetEmbeddingDistance`. With `unit: "pair"` it is the dialogue distance of Xiang et al. 2021 (arXiv
 * 2105.02573). Biased upwards for few dialogues, equally for all datasets compared.
 */
export class FrechetEmbeddingDistanceEvaluator extends EmbeddingDistanceEvaluator {
  protected override readonly testSize = 50;

  constructor(embedder: EmbeddingModelRef, options?: EmbeddingDistanceOptions) {
    checkArguments("new FrechetEmbeddingDistanceEvaluator", arguments, 2);
    checkOptions("new FrechetEmbeddingDistanceEvaluator", options, embeddingDistanceOptionNames);
    super("frechet-embedding-distance", embedder, options);
  }

  protected prepare(vectors: readonly Float32Array[]): PairStatistics {
    const products = vectors.map((a) => Float64Array.from(vectors, (b) => dot(a, b)));
    return (reference, sample) => ({ frechet: frechetEmbeddingDistance(products, reference, sample) });
  }

  protected distance({ frechet }: Readonly<Record<string, number>>): number {
    return frechet as number;
  }

  protected override growth(): "square" {
    return "square";
  }
}
