// Contracts
export type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
  Interval,
  Statistic,
} from "./dataset-evaluator.ts";
export type { Assessment, DialogScore, ScoreOptions, ScoreValue } from "./dialog-score.ts";

// Text
export { DialogText, dialogText } from "./text/dialog-text.ts";
export type { TurnText } from "./text/dialog-text.ts";
export { lettersTokenizer } from "./text/tokenizer.ts";
export { selfBleu } from "./text/self-bleu.ts";
export { splitSentences } from "./text/split-sentences.ts";
export type { SyllableCounter } from "./text/syllable-counter.ts";
export { tokenizerByName } from "./text/tokenizer.ts";
export type { Tokenizer } from "./text/tokenizer.ts";
export { unicodeTokenizer } from "./text/tokenizer.ts";
export type { UnicodeTokenizerOptions } from "./text/tokenizer.ts";
export { whitespaceTokenizer } from "./text/tokenizer.ts";

// Scores
export { AutomatedReadabilityIndexScore } from "./scores/readability-scores.ts";
export { BackChannelRateScore } from "./scores/conversational-scores.ts";
export { ColemanLiauScore } from "./scores/readability-scores.ts";
export { countFillerWords } from "./scores/conversational-scores.ts";
export { countHesitations } from "./scores/conversational-scores.ts";
export { DaleChallScore } from "./scores/readability-scores.ts";
export { defineScore } from "./dialog-score.ts";
export { DistinctNScore } from "./scores/distinct-n.ts";
export type { DistinctNOptions } from "./scores/distinct-n.ts";
export { EadScore } from "./scores/distinct-n.ts";
export type { EadOptions } from "./scores/distinct-n.ts";
export { FillerWordDensityScore } from "./scores/conversational-scores.ts";
export { FleschKincaidGradeScore } from "./scores/readability-scores.ts";
export { FleschReadingEaseScore } from "./scores/readability-scores.ts";
export { GunningFogScore } from "./scores/readability-scores.ts";
export { HddScore } from "./scores/hdd.ts";
export type { HddOptions } from "./scores/hdd.ts";
export { HesitationRateScore } from "./scores/conversational-scores.ts";
export { isBackChannel } from "./scores/conversational-scores.ts";
export { LexicalDiversityScore } from "./scores/type-token-ratio.ts";
export { LinsearWriteScore } from "./scores/readability-scores.ts";
export { matchToolPattern } from "./scores/match-tool-pattern.ts";
export type { ToolPatternMatch } from "./scores/match-tool-pattern.ts";
export { MattrScore } from "./scores/type-token-ratio.ts";
export type { MattrOptions } from "./scores/type-token-ratio.ts";
export { MeanTurnLengthScore } from "./scores/length-scores.ts";
export { MtldScore } from "./scores/mtld.ts";
export type { MtldOptions } from "./scores/mtld.ts";
export { QuestionRateScore } from "./scores/conversational-scores.ts";
export type { ReadabilityOptions } from "./scores/readability-scores.ts";
export { RepeatedTurnRateScore } from "./scores/conversational-scores.ts";
export { SelfBleuScore } from "./scores/self-bleu-score.ts";
export type { SelfBleuOptions } from "./scores/self-bleu-score.ts";
export { SmogScore } from "./scores/readability-scores.ts";
export { SpeakerEntropyScore } from "./scores/speaker-scores.ts";
export type { SpeakerShareOptions } from "./scores/speaker-scores.ts";
export { SpeakerShareScore } from "./scores/speaker-scores.ts";
export { TextScore } from "./scores/text-score.ts";
export type { TextScoreOptions } from "./scores/text-score.ts";
export { ToolCallCountScore } from "./scores/tool-scores.ts";
export { ToolSequenceScore } from "./scores/tool-scores.ts";
export type { ToolSequenceOptions } from "./scores/tool-scores.ts";
export { TurnCountScore } from "./scores/length-scores.ts";
export { TurnLengthScore } from "./scores/length-scores.ts";
export { TurnTakingRatioScore } from "./scores/speaker-scores.ts";
export { WordCountScore } from "./scores/length-scores.ts";

// Evaluating dialogues
export { evaluateDialogs } from "./evaluate/evaluate-dialogs.ts";
export type { DialogRow, DialogsEvaluation, EvaluateDialogsOptions } from "./evaluate/evaluate-dialogs.ts";
export type { MetricSummary } from "./evaluate/summarize.ts";
export { listMetrics, metricByName } from "./metrics.ts";
export type { MetricOptions } from "./metrics/metric.ts";
export { collectDialogs, readDialogs } from "./read-dialogs.ts";
export type { DialogSource } from "./read-dialogs.ts";

// Dataset evaluators
export { CentroidSimilarityEvaluator } from "./embeddings/centroid-similarity-evaluator.ts";
export { DistinctNEvaluator } from "./evaluators/distinct-n-evaluator.ts";
export type { DistinctNEvaluatorOptions } from "./evaluators/distinct-n-evaluator.ts";
export type { DiversityOptions } from "./evaluators/diversity-evaluator.ts";
export type { DialogEmbeddingOptions, EmbeddingUnit } from "./embeddings/embed-dialogs.ts";
export type { EmbeddingDistanceOptions } from "./embeddings/embedding-distance-evaluator.ts";
export type { EvaluatorOptions } from "./evaluators/evaluator-options.ts";
export { FrechetDistanceEvaluator } from "./evaluators/distribution-evaluators.ts";
export { FrechetEmbeddingDistanceEvaluator } from "./embeddings/frechet-embedding-distance-evaluator.ts";
export { FrequencyEvaluator } from "./evaluators/frequency-evaluator.ts";
export type { FrequencyOptions } from "./evaluators/frequency-evaluator.ts";
export { KdeDivergenceEvaluator } from "./evaluators/kde-divergence-evaluator.ts";
export type { KdeDivergence, KdeDivergenceOptions } from "./evaluators/kde-divergence-evaluator.ts";
export { KolmogorovSmirnovEvaluator } from "./evaluators/distribution-evaluators.ts";
export { MauveEvaluator } from "./embeddings/mauve-evaluator.ts";
export type { MauveOptions } from "./embeddings/mauve-evaluator.ts";
export { MeanEvaluator } from "./evaluators/summary-evaluators.ts";
export { MedianEvaluator } from "./evaluators/summary-evaluators.ts";
export { PrecisionRecallDistanceEvaluator } from "./embeddings/precision-recall-distance-evaluator.ts";
export type { ClusterOptions } from "./embeddings/precision-recall-distance-evaluator.ts";
export { PrecisionRecallEvaluator } from "./embeddings/precision-recall-evaluator.ts";
export type { PrecisionRecallOptions } from "./embeddings/precision-recall-evaluator.ts";
export type { DistanceOptions } from "./evaluators/score-distance-evaluator.ts";
export { SelfBleuEvaluator } from "./evaluators/self-bleu-evaluator.ts";
export type { SelfBleuEvaluatorOptions } from "./evaluators/self-bleu-evaluator.ts";
export { StatsEvaluator } from "./evaluators/summary-evaluators.ts";
export { VendiEvaluator } from "./embeddings/vendi-evaluator.ts";
export type { VendiOptions } from "./embeddings/vendi-evaluator.ts";
export { WassersteinDistanceEvaluator } from "./evaluators/distribution-evaluators.ts";

// Statistics
export { cliffsDelta } from "./statistics/cliffs-delta.ts";
export { holm } from "./statistics/holm.ts";
export { frontierIntegral, mauve } from "./statistics/mauve.ts";
export { permutationTest } from "./statistics/permutation-test.ts";
export { precisionRecallCurve } from "./statistics/precision-recall-curve.ts";
export type { PrecisionRecallCurveSummary } from "./statistics/precision-recall-curve.ts";
export { vendiScore } from "./statistics/vendi-score.ts";
export { wilsonInterval } from "./statistics/wilson-interval.ts";

// Comparison
export { compareDatasets } from "./comparator/compare-datasets.ts";
export type { CompareDatasetsOptions } from "./comparator/compare-datasets.ts";
export type { ComparisonRow, ComparisonRowCell } from "./comparator/comparison-rows.ts";
export { Comparison } from "./comparator/comparison.ts";
export type { ComparisonCell, ComparisonData, EmbeddingMap } from "./comparator/comparison-data.ts";
export { DatasetComparator } from "./comparator/dataset-comparator.ts";
export type { CompareOptions, ComparisonProgress, MapDatasets } from "./comparator/dataset-comparator.ts";
export { readDatasets } from "./comparator/named-datasets.ts";
export type { Datasets, NamedDataset } from "./comparator/named-datasets.ts";

// Embeddings
export { cachedEmbedding } from "./embeddings/cached-embedding.ts";
export { embedTexts } from "./embeddings/embed-texts.ts";
export type { EmbedTextsOptions } from "./embeddings/embed-texts.ts";
export { hashingEmbedding } from "./embeddings/hashing-embedding.ts";
export type { HashingEmbeddingOptions } from "./embeddings/hashing-embedding.ts";
export { resolveEmbedder } from "./embeddings/resolve-embedder.ts";
export { cosineSimilarity, normalize } from "./embeddings/vector.ts";

// Caches
export { memoryCache } from "./cache/content-cache.ts";
export type { ContentCache } from "./cache/content-cache.ts";
export { fileCache } from "./cache/file-cache.ts";

// Judges
export type { Agreement, Category } from "./statistics/agreement/agreement.ts";
export { cohenKappa } from "./statistics/agreement/cohen-kappa.ts";
export type { CohenKappaOptions } from "./statistics/agreement/cohen-kappa.ts";
export { fleissKappa } from "./statistics/agreement/fleiss-kappa.ts";
export { krippendorffAlpha } from "./statistics/agreement/krippendorff-alpha.ts";
export type { KrippendorffAlphaOptions } from "./statistics/agreement/krippendorff-alpha.ts";
export type { VerdictRecord } from "./judges/ask-judge.ts";
export { LLMJudgeGoalSuccess } from "./judges/goal-success-judge.ts";
export type { GoalSuccessJudgeOptions } from "./judges/goal-success-judge.ts";
export { GEval } from "./judges/geval/geval.ts";
export type { GEvalOptions, GEvalVerdict } from "./judges/geval/geval.ts";
export type { GEvalChain } from "./judges/geval/geval-chain.ts";
export { LLMJudgeGroundedness } from "./judges/geval/groundedness-judge.ts";
export type {
  GroundednessAspect,
  GroundednessOptions,
  GroundednessVerdict,
} from "./judges/geval/groundedness-judge.ts";
export { scoreProbabilities } from "./judges/geval/score-distribution.ts";
export type { ScoreDistribution } from "./judges/geval/score-distribution.ts";
export type { JudgeMaterial } from "./judges/judge-messages.ts";
export type { JudgeOptions } from "./judges/judge-options.ts";
export { LLMJudge } from "./judges/llm-judge.ts";
export type { JudgeDefinition, LLMJudgeOptions, PresetJudgeOptions, Verdict } from "./judges/llm-judge.ts";
export { LLMJudgePairwise } from "./judges/pairwise-judge.ts";
export type { PairwiseJudgeOptions, PairwiseVerdict } from "./judges/pairwise-judge.ts";
export { LLMJudgePersonaAdherence, LLMJudgePersonaAttributes } from "./judges/persona-judges.ts";
export type { PersonaJudgeOptions } from "./judges/persona-judges.ts";
export {
  LLMJudgeRealDialog,
  LLMJudgeRealDialogLikertScore,
  LLMJudgeRealDialogScore,
} from "./judges/realism-judges.ts";
export type { RealDialogScoreOptions } from "./judges/realism-judges.ts";
export { LLMJudgeRefusal } from "./judges/refusal-judge.ts";
export { LLMJudgeScore } from "./judges/score-judge.ts";
export type { LLMJudgeScoreOptions } from "./judges/score-judge.ts";
export { renderMaterial, renderTranscript } from "./judges/transcript.ts";
export { LLMJudgeYesNo } from "./judges/yes-no-judge.ts";

// A metric of one's own
export { newMetricFiles } from "./template/new-metric-files.ts";
