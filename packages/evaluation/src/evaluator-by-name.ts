import { checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { UnknownNameError } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import type { DatasetEvaluator } from "./dataset-evaluator.ts";
import type { DialogScore } from "./dialog-score.ts";
import { CentroidSimilarityEvaluator } from "./embeddings/centroid-similarity-evaluator.ts";
import { FrechetEmbeddingDistanceEvaluator } from "./embeddings/frechet-embedding-distance-evaluator.ts";
import { MauveEvaluator } from "./embeddings/mauve-evaluator.ts";
import { PrecisionRecallDistanceEvaluator } from "./embeddings/precision-recall-distance-evaluator.ts";
import { PrecisionRecallEvaluator } from "./embeddings/precision-recall-evaluator.ts";
import { VendiEvaluator } from "./embeddings/vendi-evaluator.ts";
import { DistinctNEvaluator } from "./evaluators/distinct-n-evaluator.ts";
import {
  FrechetDistanceEvaluator,
  KolmogorovSmirnovEvaluator,
  WassersteinDistanceEvaluator,
} from "./evaluators/distribution-evaluators.ts";
import type { EvaluatorOptions } from "./evaluators/evaluator-options.ts";
import { FrequencyEvaluator } from "./evaluators/frequency-evaluator.ts";
import { KdeDivergenceEvaluator } from "./evaluators/kde-divergence-evaluator.ts";
import { SelfBleuEvaluator } from "./evaluators/self-bleu-evaluator.ts";
import { MeanEvaluator, MedianEvaluator, StatsEvaluator } from "./evaluators/summary-evaluators.ts";
import { metricByName } from "./metrics.ts";
import { type MetricOptions, metricOptionNames } from "./metrics/metric.ts";

/** What evaluators made by name take; each uses what applies to it. */
export interface EvaluatorByNameOptions extends MetricOptions, Omit<EvaluatorOptions, "name"> {
  /** For evaluators of embeddings. Default: `"hashing"`, which sees words and no meaning. */
  readonly embedder?: EmbeddingModelRef | undefined;
}

/** The names of {@link EvaluatorByNameOptions}. */
export const evaluatorByNameOptionNames: OptionNames<EvaluatorByNameOptions> = {
  embedder: true,
  level: true,
  resamples: true,
  permutations: true,
  ...metricOptionNames,
};

type Plan = Omit<EvaluatorOptions, "name">;

/** Evaluators of a score: their name is followed by a metric's. */
const ofScores: Readonly<Record<string, (score: DialogScore, plan: Plan) => DatasetEvaluator>> = {
  mean: (score, plan) => new MeanEvaluator(score, plan),
  median: (score, plan) => new MedianEvaluator(score, plan),
  stats: (score, plan) => new StatsEvaluator(score, plan),
  frequency: (score, plan) => new FrequencyEvaluator(score, plan),
  "kde-divergence": (score, plan) => new KdeDivergenceEvaluator(score, plan),
  "wasserstein-distance": (score, plan) => new WassersteinDistanceEvaluator(score, plan),
  "kolmogorov-smirnov": (score, plan) => new KolmogorovSmirnovEvaluator(score, plan),
  "frechet-distance": (score, plan) => new FrechetDistanceEvaluator(score, plan),
};

type Made = (
  embedder: EmbeddingModelRef,
  options: Plan & { readonly speaker?: string | undefined },
) => DatasetEvaluator;

/** Evaluators of whole datasets. */
const ofDatasets: Readonly<Record<string, Made>> = {
  "distinct-1": (_, options) => new DistinctNEvaluator({ ...options, n: 1 }),
  "distinct-2": (_, options) => new DistinctNEvaluator({ ...options, n: 2 }),
  "distinct-3": (_, options) => new DistinctNEvaluator({ ...options, n: 3 }),
  "self-bleu": (_, options) => new SelfBleuEvaluator(options),
  vendi: (embedder, options) => new VendiEvaluator(embedder, options),
  mauve: (embedder, options) => new MauveEvaluator(embedder, options),
  "frechet-embedding-distance": (embedder, options) =>
    new FrechetEmbeddingDistanceEvaluator(embedder, options),
  "precision-recall": (embedder, options) => new PrecisionRecallEvaluator(embedder, options),
  "precision-recall-distance": (embedder, options) => new PrecisionRecallDistanceEvaluator(embedder, options),
  "centroid-similarity": (embedder, options) => new CentroidSimilarityEvaluator(embedder, options),
};

/** What {@link evaluatorByName} knows: names, and beginnings that a metric's name completes. */
export const evaluatorNames: readonly string[] = [
  ...Object.keys(ofDatasets),
  ...Object.keys(ofScores).map((kind) => `${kind}-METRIC`),
];

/**
 * The evaluator with this name, which is also its own in tables: `mean-mtld`, `wasserstein-distance-turn-count`,
 * `vendi`, `mauve`. A colon between evaluator and metric is taken, too.
 *
 * @throws UnknownNameError for a name that is none, or whose metric is none, with the nearest known one
 */
export function evaluatorByName(name: string, options: EvaluatorByNameOptions = {}): DatasetEvaluator {
  checkOptions("evaluatorByName", options, evaluatorByNameOptionNames);
  const { embedder = "hashing", speaker, level, resamples, permutations } = options;
  const plan = { level, resamples, permutations };
  const whole = Object.hasOwn(ofDatasets, name) ? ofDatasets[name] : undefined;
  if (whole !== undefined) return whole(embedder, { ...plan, speaker });
  const kind = Object.keys(ofScores).find(
    (known) => name.startsWith(`${known}-`) || name.startsWith(`${known}:`),
  );
  if (kind === undefined) throw new UnknownNameError("evaluator", name, evaluatorNames);
  const score = metricByName(name.slice(kind.length + 1), pickOptions(options, metricOptionNames));
  return (ofScores[kind] as (typeof ofScores)[string])(score, plan);
}
