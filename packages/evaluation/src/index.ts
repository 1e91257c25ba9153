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
export { cachedEmbedding } from "./embeddings/cached-embedding.ts";
export { embedTexts } from "./embeddings/embed-texts.ts";
export type { EmbedTextsOptions } from "./embeddings/embed-texts.ts";
export { hashingEmbedding } from "./embeddings/hashing-embedding.ts";
export type { HashingEmbeddingOptions } from "./embeddings/hashing-embedding.ts";
export { cosineSimilarity, normalize } from "./embeddings/vector.ts";

// Caches
export { memoryCache } from "./cache/content-cache.ts";
export type { ContentCache } from "./cache/content-cache.ts";
export { fileCache } from "./cache/file-cache.ts";

// Judges
export type { VerdictRecord } from "./judges/ask-judge.ts";
export { LLMJudgeGoalSuccess } from "./judges/goal-success-judge.ts";
export type { GoalSuccessJudgeOptions } from "./judges/goal-success-judge.ts";
export type { JudgeOptions } from "./judges/judge-options.ts";
export { LLMJudge } from "./judges/llm-judge.ts";
export type {
  JudgeDefinition,
  JudgeMaterial,
  LLMJudgeOptions,
  PresetJudgeOptions,
  Verdict,
} from "./judges/llm-judge.ts";
export { LLMJudgePairwise } from "./judges/pairwise-judge.ts";
export type { PairwiseVerdict } from "./judges/pairwise-judge.ts";
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

// Flow
