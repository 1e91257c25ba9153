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

// Scores of one dialogue
export {
  BackChannelRateScore,
  FillerWordDensityScore,
  HesitationRateScore,
  QuestionRateScore,
  RepeatedTurnRateScore,
} from "./scores/conversational-scores.ts";
export { DistinctNScore, EadScore } from "./scores/distinct-n.ts";
export type { DistinctNOptions, EadOptions } from "./scores/distinct-n.ts";
export { CompressionRatioScore } from "./scores/compression-ratio-score.ts";
export { HomogenizationScore } from "./scores/homogenization-score.ts";
export { MaasScore } from "./scores/maas.ts";
export { VocdDScore } from "./scores/vocd-d.ts";
export { YulesKScore } from "./scores/yules-k.ts";
export {
  ContaminationScore,
  NearDuplicateScore,
  NearestReferenceScore,
  NoveltyScore,
} from "./scores/reference-scores.ts";
export type {
  OverlapOptions,
  ReferenceDuplicateOptions,
  ReferenceScoreOptions,
} from "./scores/reference-scores.ts";
export { HddScore } from "./scores/hdd.ts";
export type { HddOptions } from "./scores/hdd.ts";
export {
  MeanTurnLengthScore,
  TurnCountScore,
  TurnLengthScore,
  WordCountScore,
} from "./scores/length-scores.ts";
export { matchToolPattern } from "./scores/match-tool-pattern.ts";
export type { ToolPatternMatch } from "./scores/match-tool-pattern.ts";
export { MtldMaScore, MtldScore } from "./scores/mtld.ts";
export type { MtldOptions } from "./scores/mtld.ts";
export {
  AutomatedReadabilityIndexScore,
  ColemanLiauScore,
  DaleChallScore,
  FleschKincaidGradeScore,
  FleschReadingEaseScore,
  GunningFogScore,
  LinsearWriteScore,
  SmogScore,
} from "./scores/readability-scores.ts";
export type { ReadabilityOptions } from "./scores/readability-scores.ts";
export { pythonScore, pythonScoreNames } from "./scores/python-scores.ts";
export type { PythonScoreOptions } from "./scores/python-scores.ts";
export { CostScore, DurationScore, LatencyScore, TokenCountScore } from "./scores/usage-scores.ts";
export type { UsageScoreOptions } from "./scores/usage-scores.ts";
export { SelfBleuScore } from "./scores/self-bleu-score.ts";
export type { SelfBleuOptions } from "./scores/self-bleu-score.ts";
export { SpeakerEntropyScore, SpeakerShareScore, TurnTakingRatioScore } from "./scores/speaker-scores.ts";
export type { SpeakerShareOptions } from "./scores/speaker-scores.ts";
export { TextScore } from "./scores/text-score.ts";
export type { TextScoreOptions } from "./scores/text-score.ts";
export { ToolCallCountScore, ToolSequenceScore } from "./scores/tool-scores.ts";
export type { ToolSequenceOptions } from "./scores/tool-scores.ts";
export { LexicalDiversityScore, MattrScore, MsttrScore } from "./scores/type-token-ratio.ts";
export type { MattrOptions, MsttrOptions } from "./scores/type-token-ratio.ts";

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
