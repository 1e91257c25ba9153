import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import {
  createByName,
  InvalidArgumentError,
  type KindOf,
  register,
  registered,
  UnknownNameError,
} from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import type { DatasetEvaluator } from "./dataset-evaluator.ts";
import type { DialogScore } from "./dialog-score.ts";
import { CentroidSimilarityEvaluator } from "./embeddings/centroid-similarity-evaluator.ts";
import { FrechetEmbeddingDistanceEvaluator } from "./embeddings/frechet-embedding-distance-evaluator.ts";
import { MauveEvaluator } from "./embeddings/mauve-evaluator.ts";
import { PrecisionRecallDistanceEvaluator } from "./embeddings/precision-recall-distance-evaluator.ts";
import { PrecisionRecallEvaluator } from "./embeddings/precision-recall-evaluator.ts";
import { VendiEvaluator } from "./embeddings/vendi-evaluator.ts";
import { CategoryDivergenceEvaluator } from "./evaluators/category-divergence-evaluator.ts";
import { LLMJudgeTurnInference } from "./judges/turn-inference-judge.ts";
import { CompressionRatioEvaluator } from "./evaluators/compression-ratio-evaluator.ts";
import { HomogenizationEvaluator } from "./evaluators/homogenization-evaluator.ts";
import { NearDuplicateEvaluator } from "./evaluators/near-duplicate-evaluator.ts";
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
import { isMetricName, metricByName } from "./metrics.ts";
import { type LabelFields, type MetricOptions, metricOptionNames } from "./metrics/metric.ts";

type Plan = Omit<EvaluatorOptions, "name">;
const planNames: OptionNames<Plan> = { level: true, resamples: true, permutations: true };

/** What evaluators made by name take; each uses what applies to it. */
export interface EvaluatorByNameOptions extends MetricOptions, Omit<EvaluatorOptions, "name"> {}

/** The names of {@link EvaluatorByNameOptions}. */
export const evaluatorByNameOptionNames: OptionNames<EvaluatorByNameOptions> = {
  ...planNames,
  ...metricOptionNames,
};

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** A statistic of a whole dataset. */
    evaluator: KindOf<DatasetEvaluator, EvaluatorByNameOptions, LabelFields>;
  }
}

/** Evaluators of a score: their name is followed by a metric's. */
const ofScores: Readonly<
  Record<
    string,
    { readonly description: string; readonly create: (score: DialogScore, plan: Plan) => DatasetEvaluator }
  >
> = {
  mean: { description: "mean of a metric", create: (score, plan) => new MeanEvaluator(score, plan) },
  median: { description: "median of a metric", create: (score, plan) => new MedianEvaluator(score, plan) },
  stats: {
    description: "mean, deviation, extremes and median of a metric",
    create: (score, plan) => new StatsEvaluator(score, plan),
  },
  frequency: {
    description: "how often a metric says yes",
    create: (score, plan) => new FrequencyEvaluator(score, plan),
  },
  "kde-divergence": {
    description: "divergences of a metric's density from the reference's",
    create: (score, plan) => new KdeDivergenceEvaluator(score, plan),
  },
  "wasserstein-distance": {
    description: "how far a metric's values are from the reference's, in its unit",
    create: (score, plan) => new WassersteinDistanceEvaluator(score, plan),
  },
  "kolmogorov-smirnov": {
    description: "largest gap between a metric's distribution and the reference's, 0–1",
    create: (score, plan) => new KolmogorovSmirnovEvaluator(score, plan),
  },
  "category-divergence": {
    description: "how far the frequencies of a metric's values are from the reference's, bits, 0–1",
    create: (score, plan) => new CategoryDivergenceEvaluator(score, plan),
  },
  "frechet-distance": {
    description: "Fréchet distance of a metric, taken for normally distributed, to the reference's",
    create: (score, plan) => new FrechetDistanceEvaluator(score, plan),
  },
};

type Given = Plan & Pick<MetricOptions, "speaker">;

/** Evaluators of the words of whole datasets. */
const ofWords: readonly (readonly [string, LabelFields, string, (options: Given) => DatasetEvaluator])[] = [
  [
    "distinct-1",
    { title: "Distinct words", unit: "share of words" },
    "different words ÷ words, of all dialogues together",
    (options) => new DistinctNEvaluator({ ...options, n: 1 }),
  ],
  [
    "distinct-2",
    { title: "Distinct 2-grams", unit: "share of 2-grams" },
    "different 2-grams ÷ 2-grams, of all dialogues together",
    (options) => new DistinctNEvaluator({ ...options, n: 2 }),
  ],
  [
    "distinct-3",
    { title: "Distinct 3-grams", unit: "share of 3-grams" },
    "different 3-grams ÷ 3-grams, of all dialogues together",
    (options) => new DistinctNEvaluator({ ...options, n: 3 }),
  ],
  [
    "self-bleu",
    { title: "Self-BLEU of dialogues", unit: "0–1" },
    "how much dialogues repeat each other, 0–1",
    (options) => new SelfBleuEvaluator(options),
  ],
  [
    "rouge-l-homogenization",
    { title: "Similarity of dialogues, ROUGE-L", unit: "0–1" },
    "how alike dialogues are: mean ROUGE-L of all pairs, 0–1",
    (options) => new HomogenizationEvaluator(options),
  ],
  [
    "compression-ratio",
    { title: "Compression ratio of the set", unit: "bytes ÷ compressed bytes" },
    "bytes of all dialogues ÷ bytes compressed",
    (options) => new CompressionRatioEvaluator(options),
  ],
  [
    "near-duplicate-rate",
    { title: "Near-duplicates in the set", unit: "share of dialogues" },
    "share of dialogues of which another says nearly the same, 0–1",
    (options) => new NearDuplicateEvaluator(options),
  ],
];

/** Evaluators of embeddings. */
const ofEmbeddings: readonly (readonly [
  string,
  LabelFields,
  string,
  (embedder: EmbeddingModelRef, options: Given) => DatasetEvaluator,
])[] = [
  [
    "vendi",
    { title: "Vendi score", unit: "effective dialogues" },
    "how many entirely different dialogues the dataset is worth",
    (embedder, options) => new VendiEvaluator(embedder, options),
  ],
  [
    "mauve",
    { title: "MAUVE", unit: "0–1" },
    "MAUVE against the reference, 0–1",
    (embedder, options) => new MauveEvaluator(embedder, options),
  ],
  [
    "frechet-embedding-distance",
    { title: "Fréchet distance of embeddings", unit: "squared distance" },
    "Fréchet distance of the embeddings to the reference's",
    (embedder, options) => new FrechetEmbeddingDistanceEvaluator(embedder, options),
  ],
  [
    "precision-recall",
    { title: "Precision and recall of embeddings", unit: "0–1" },
    "what is invented and what is missing, by neighbours",
    (embedder, options) => new PrecisionRecallEvaluator(embedder, options),
  ],
  [
    "precision-recall-distance",
    { title: "Precision and recall by clusters", unit: "0–1" },
    "the same by clusters",
    (embedder, options) => new PrecisionRecallDistanceEvaluator(embedder, options),
  ],
  [
    "centroid-similarity",
    { title: "Similarity of mean embeddings", unit: "cosine" },
    "cosine of the mean embeddings",
    (embedder, options) => new CentroidSimilarityEvaluator(embedder, options),
  ],
];

const from = "@sdialog/evaluation";
for (const [name, label, description, create] of ofWords)
  register("evaluator", {
    name,
    ...label,
    description,
    from,
    create: (_, options) => create(given(options)),
  });
for (const [name, label, description, create] of ofEmbeddings) {
  register("evaluator", {
    name,
    ...label,
    description,
    from,
    create: (_, { embedder = "hashing", ...options }) => create(embedder, given(options)),
  });
}

register("evaluator", {
  name: "naturalness",
  title: "Naturalness: divergence of how turns follow",
  unit: "bits, 0–1",
  description:
    "how differently turns follow from the turn before than in the reference: a judge's labels, bits, 0–1",
  from,
  create: (_, { model, ...options }) =>
    new CategoryDivergenceEvaluator(new LLMJudgeTurnInference({ model }), {
      ...pickOptions(options, planNames),
      name: "naturalness",
    }),
});

function given(options: EvaluatorByNameOptions): Given {
  return { speaker: options.speaker, ...pickOptions(options, planNames) };
}

/** What lists show of an evaluator. */
export interface EvaluatorEntry {
  /** A name, or a beginning that a metric's name completes, such as `mean-METRIC`. */
  readonly name: string;
  readonly description: string;
}

/** Every evaluator that can be had by name, yours among them once they are registered. */
export function listEvaluators(): readonly EvaluatorEntry[] {
  return [
    ...registered("evaluator").map(({ name, description }) => ({ name, description })),
    ...Object.entries(ofScores).map(([kind, { description }]) => ({ name: `${kind}-METRIC`, description })),
  ];
}

/** Whether there is an evaluator of this name; of one of a score, whether its beginning is known. */
export function isEvaluatorName(name: string): boolean {
  return registered("evaluator").some((entry) => entry.name === name) || kindOf(name) !== undefined;
}

/**
 * The evaluator with this name, which is also its own in tables: `mean-mtld`, `wasserstein-distance-turn-count`,
 * `vendi`, `mauve`. A colon between evaluator and metric is taken, too.
 *
 * @throws UnknownNameError for a name that is not one, or whose metric is no evaluator's, with the nearest known one
 */
export function evaluatorByName(name: string, options: EvaluatorByNameOptions = {}): DatasetEvaluator {
  checkOptions("evaluatorByName", options, evaluatorByNameOptionNames);
  requireArguments("evaluatorByName", arguments, 1);
  if (registered("evaluator").some((entry) => entry.name === name || entry.aliases?.includes(name)))
    return createByName("evaluator", name, {}, options);
  const kind = kindOf(name);
  if (kind === undefined) {
    const known = listEvaluators().map((evaluator) => evaluator.name);
    if (!isMetricName(name)) throw new UnknownNameError("evaluator", name, known);
    throw new InvalidArgumentError(`"${name}" is a metric of one dialogue, not an evaluator of datasets`, {
      hint: `Write "mean-${name}" for its mean, or put another of ${Object.keys(ofScores).join(", ")} before it.`,
    });
  }
  const score = metricByName(name.slice(kind.length + 1), pickOptions(options, metricOptionNames));
  return (ofScores[kind] as (typeof ofScores)[string]).create(score, pickOptions(options, planNames));
}

function kindOf(name: string): string | undefined {
  return Object.keys(ofScores).find((known) => name.startsWith(`${known}-`) || name.startsWith(`${known}:`));
}
