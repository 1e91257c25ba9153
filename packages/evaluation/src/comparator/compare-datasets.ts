import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { metricOptionNames } from "../metrics/metric.ts";
import { InvalidArgumentError } from "@sdialog/core";
import type { EmbeddingModel, EmbeddingModelRef } from "@sdialog/llm";
import { resolveEmbedder } from "../embeddings/resolve-embedder.ts";
import type { DatasetEvaluator } from "../dataset-evaluator.ts";
import { evaluatorByName, evaluatorByNameOptionNames } from "../evaluator-by-name.ts";
import type { DialogScore } from "../dialog-score.ts";
import { CentroidSimilarityEvaluator } from "../embeddings/centroid-similarity-evaluator.ts";
import type { EvaluatorOptions } from "../evaluators/evaluator-options.ts";
import { FrechetEmbeddingDistanceEvaluator } from "../embeddings/frechet-embedding-distance-evaluator.ts";
import { FrequencyEvaluator } from "../evaluators/frequency-evaluator.ts";
import { MeanEvaluator } from "../evaluators/summary-evaluators.ts";
import { PrecisionRecallEvaluator } from "../embeddings/precision-recall-evaluator.ts";
import { VendiEvaluator } from "../embeddings/vendi-evaluator.ts";
import { metricByName } from "../metrics.ts";
import type { MetricOptions } from "../metrics/metric.ts";
import type { Comparison } from "./comparison.ts";
import {
  type CompareOptions,
  DatasetComparator,
  compareOptionNames,
  findReference,
} from "./dataset-comparator.ts";
import { type Datasets, readDatasets } from "./named-datasets.ts";

/** What {@link compareDatasets} compares datasets by. */
export interface CompareDatasetsOptions
  extends CompareOptions, Omit<MetricOptions, "reference">, Omit<EvaluatorOptions, "name"> {
  /**
   * Scores, or their names as `metricByName` takes them, each compared by its mean (yes/no judges by their
   * frequency), and evaluators of your own.
   */
  readonly metrics?: readonly (string | DialogScore | DatasetEvaluator)[] | undefined;
  /** Evaluators by name, as `evaluatorByName` takes them. */
  readonly evaluators?: readonly string[] | undefined;
  /** Compares embeddings too (a model, `"backend:model"` or `"hashing"`): centroid, Fréchet distance, precision and recall, Vendi score; with `evaluators`, only those among them. */
  readonly embedder?: EmbeddingModelRef | undefined;
}

const compareDatasetsOptionNames: OptionNames<CompareDatasetsOptions> = {
  metrics: true,
  evaluators: true,
  ...metricOptionNames,
  ...compareOptionNames,
  level: true,
  resamples: true,
  permutations: true,
};

/**
 * Compares datasets by metric names: what `sdialog compare` does.
 *
 * @throws as `metricByName` and `DatasetComparator`
 */
export async function compareDatasets(
  datasets: Datasets,
  options: CompareDatasetsOptions,
): Promise<Comparison> {
  checkOptions("compareDatasets", options, compareDatasetsOptionNames);
  requireArguments("compareDatasets", arguments, 2);
  for (const [name, list] of Object.entries({ metrics: options.metrics, evaluators: options.evaluators })) {
    if (list !== undefined && !Array.isArray(list))
      throw new InvalidArgumentError(`compareDatasets: ${name} must be a list`);
    if (
      list?.some(
        (one: unknown) =>
          one === null || (typeof one !== "string" && (name === "evaluators" || typeof one !== "object")),
      )
    )
      throw new InvalidArgumentError(
        `compareDatasets: ${name} holds ${name === "evaluators" ? "names" : "names, scores and evaluators"}, and nothing else`,
      );
  }
  // One model object for all of them, so that each text is embedded once.
  const model = options.embedder === undefined ? undefined : await resolveEmbedder(options.embedder);
  const read = await readDatasets(datasets);
  const reference = await findReference(read, options.reference);
  const making = {
    ...pickOptions(options, evaluatorByNameOptionNames),
    embedder: model,
    reference: reference?.dialogs,
  };
  const byName = (options.evaluators ?? []).map((name) => evaluatorByName(name, making));
  const named = (options.metrics ?? []).map((metric) => {
    if (typeof metric === "string")
      return evaluatorOf(metricByName(metric, pickOptions(making, metricOptionNames)), options);
    return "evaluate" in metric ? metric : evaluatorOf(metric, options);
  });
  const evaluators = [
    ...named,
    ...byName,
    ...(model === undefined || byName.length > 0 ? [] : embeddingEvaluators(model, options)),
  ];
  if (evaluators.length === 0)
    throw new InvalidArgumentError("Nothing to compare by: no metric and no evaluator was given");
  return new DatasetComparator(evaluators).compare(
    Object.fromEntries(read.map(({ name, dialogs }) => [name, dialogs])),
    { ...pickOptions(options, compareOptionNames), reference: reference?.name ?? reference?.dialogs },
  );
}

function evaluatorOf(score: DialogScore, options: CompareDatasetsOptions): DatasetEvaluator {
  const { level, resamples, permutations } = options;
  const plan = { level, resamples, permutations };
  return score.yesNo === true ? new FrequencyEvaluator(score, plan) : new MeanEvaluator(score, plan);
}

function embeddingEvaluators(model: EmbeddingModel, options: CompareDatasetsOptions): DatasetEvaluator[] {
  const { speaker, level, resamples, permutations } = options;
  const plan = { speaker, level, resamples, permutations };
  return [
    new CentroidSimilarityEvaluator(model, plan),
    new FrechetEmbeddingDistanceEvaluator(model, plan),
    new PrecisionRecallEvaluator(model, plan),
    new VendiEvaluator(model, plan),
  ];
}
