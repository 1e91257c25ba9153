// Contracts
export type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
  Extreme,
  Interval,
  Statistic,
} from "./dataset-evaluator.ts";
export { defineScore } from "./dialog-score.ts";
export type { Assessment, DialogScore, ScoreOptions, ScoreValue } from "./dialog-score.ts";

// Evaluating dialogues by the names of metrics
export { evaluateDialogs } from "./evaluate/evaluate-dialogs.ts";
export type { DialogRow, DialogsEvaluation, EvaluateDialogsOptions } from "./evaluate/evaluate-dialogs.ts";
export type { MetricSummary } from "./evaluate/summarize.ts";
export { evaluatorByName, listEvaluators } from "./evaluator-by-name.ts";
export type { EvaluatorByNameOptions, EvaluatorEntry } from "./evaluator-by-name.ts";
export { listMetrics, metricByName } from "./metrics.ts";
export type { MetricEntry } from "./metrics.ts";
export type { MetricOptions } from "./metrics/metric.ts";
export { collectDialogs, readDialogs } from "./read-dialogs.ts";
export { pythonScore, pythonScoreNames } from "./scores/python-scores.ts";
export type { PythonScoreOptions } from "./scores/python-scores.ts";

// Statistics of a dataset
export { CategoryDivergenceEvaluator } from "./evaluators/category-divergence-evaluator.ts";
export { CompressionRatioEvaluator } from "./evaluators/compression-ratio-evaluator.ts";
export type { CompressionRatioEvaluatorOptions } from "./evaluators/compression-ratio-evaluator.ts";
export { HomogenizationEvaluator } from "./evaluators/homogenization-evaluator.ts";
export { NearDuplicateEvaluator } from "./evaluators/near-duplicate-evaluator.ts";
export type { NearDuplicateEvaluatorOptions } from "./evaluators/near-duplicate-evaluator.ts";
export type { PairwiseOptions } from "./evaluators/pairwise-evaluator.ts";
export { DistinctNEvaluator } from "./evaluators/distinct-n-evaluator.ts";
export type { DistinctNEvaluatorOptions } from "./evaluators/distinct-n-evaluator.ts";
export {
  FrechetDistanceEvaluator,
  KolmogorovSmirnovEvaluator,
  WassersteinDistanceEvaluator,
} from "./evaluators/distribution-evaluators.ts";
export type { DiversityOptions } from "./evaluators/diversity-evaluator.ts";
export type { EvaluatorOptions } from "./evaluators/evaluator-options.ts";
export { FrequencyEvaluator } from "./evaluators/frequency-evaluator.ts";
export type { FrequencyOptions } from "./evaluators/frequency-evaluator.ts";
export { KdeDivergenceEvaluator } from "./evaluators/kde-divergence-evaluator.ts";
export type { KdeDivergence, KdeDivergenceOptions } from "./evaluators/kde-divergence-evaluator.ts";
export type { DistanceOptions } from "./evaluators/score-distance-evaluator.ts";
export { SelfBleuEvaluator } from "./evaluators/self-bleu-evaluator.ts";
export type { SelfBleuEvaluatorOptions } from "./evaluators/self-bleu-evaluator.ts";
export { MeanEvaluator, MedianEvaluator, StatsEvaluator } from "./evaluators/summary-evaluators.ts";

// Comparing datasets
export { compareDatasets } from "./comparator/compare-datasets.ts";
export type { CompareDatasetsOptions } from "./comparator/compare-datasets.ts";
export type {
  ComparisonCell,
  ComparisonData,
  ComparisonExample,
  EmbeddingMap,
} from "./comparator/comparison-data.ts";
export type { ComparisonRow, ComparisonRowCell } from "./comparator/comparison-rows.ts";
export { Comparison } from "./comparator/comparison.ts";
export { DatasetComparator } from "./comparator/dataset-comparator.ts";
export type { CompareOptions, ComparisonProgress, MapDatasets } from "./comparator/dataset-comparator.ts";
export { readDatasets } from "./comparator/named-datasets.ts";
export type { Datasets, NamedDataset } from "./comparator/named-datasets.ts";

// Caches of what models answer
export { memoryCache } from "./cache/content-cache.ts";
export type { ContentCache } from "./cache/content-cache.ts";
export { fileCache } from "./cache/file-cache.ts";

// A metric of one's own
export { newMetricFiles } from "./template/new-metric-files.ts";
