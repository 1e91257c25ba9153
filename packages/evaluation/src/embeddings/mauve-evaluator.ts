import { checkArguments, checkOptions, normalize, type OptionNames } from "@sdialog/core/internal";
import { clusterOptionNames } from "./precision-recall-distance-evaluator.ts";
import type { Seed } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import { histogram, quantize } from "../statistics/quantize.ts";
import { frontierIntegral, mauve } from "../statistics/mauve.ts";
import {
  EmbeddingDistanceEvaluator,
  type EmbeddingDistanceOptions,
  type PairStatistics,
  embeddingDistanceOptionNames,
} from "./embedding-distance-evaluator.ts";
import type { ClusterOptions } from "./precision-recall-distance-evaluator.ts";

/** As for all measures on clusters, and how counts are smoothed. */
export interface MauveOptions extends ClusterOptions, EmbeddingDistanceOptions {
  /** Added to every cluster's count; ½ gives the smoothed variant (Pillutla et al. 2023). Default: 0. */
  readonly smoothing?: number | undefined;
}

const mauveOptionNames: OptionNames<MauveOptions> = {
  smoothing: true,
  ...clusterOptionNames,
  ...embeddingDistanceOptionNames,
};

/**
 * MAUVE (in (0, 1], 1 = same) and frontier integral (0 = same, 1 = nothing in common) under `mauve` and
 * `frontierIntegral`, over clusters of the normalised embeddings. Default: a tenth as many clusters as dialogues of
 * one dataset. MAUVE needs thousands of dialogues; trust the frontier integral below.
 */
export class MauveEvaluator extends EmbeddingDistanceEvaluator {
  readonly clusters: number | undefined;
  readonly smoothing: number;

  constructor(embedder: EmbeddingModelRef, options: MauveOptions = {}) {
    checkArguments("new MauveEvaluator", arguments, 2);
    checkOptions("new MauveEvaluator", options, mauveOptionNames);
    super("mauve", embedder, options);
    this.clusters = options.clusters;
    this.smoothing = options.smoothing ?? 0;
  }

  protected prepare(vectors: readonly Float32Array[], seed: Seed): PairStatistics {
    const clusters = this.clusters ?? Math.max(2, Math.round(vectors.length / 20));
    const bins = quantize(vectors.map(normalize), { clusters, seed });
    const of = (chosen: Uint32Array): Float64Array => histogram(bins, chosen, clusters, this.smoothing);
    return (reference, sample) => {
      const [p, q] = [of(reference), of(sample)];
      return { mauve: mauve(p, q), frontierIntegral: frontierIntegral(p, q) };
    };
  }

  protected distance(statistics: Readonly<Record<string, number>>): number {
    return statistics["frontierIntegral"] as number;
  }

  protected override nearer(statistic: string): "higher" | "lower" {
    return statistic === "mauve" ? "higher" : "lower";
  }

  protected override growth(statistic: string): "square" | undefined {
    return statistic === "frontierIntegral" ? "square" : undefined;
  }

  protected override bounds(): { low: number; high: number } {
    return { low: 0, high: 1 };
  }
}
