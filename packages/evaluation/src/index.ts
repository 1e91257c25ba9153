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

// Scores

// Dataset evaluators

// Comparison and report

// Embeddings

// Judges

// Flow
