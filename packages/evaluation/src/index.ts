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

// Flow
