import { type EmbeddingModel, type EmbeddingModelRef, resolveEmbeddingModel } from "@sdialog/llm";
import { hashingEmbedding } from "./hashing-embedding.ts";

/**
 * The embedding model behind a string: `"backend:model"`, or `"hashing"` and `"hashing:<dimensions>"` for
 * {@link hashingEmbedding}, which needs no network.
 *
 * @throws as `resolveEmbeddingModel`; InvalidArgumentError for dimensions that are not a whole number of at least 1
 */
export async function resolveEmbedder(embedder: EmbeddingModelRef): Promise<EmbeddingModel> {
  const [, dimensions] = typeof embedder === "string" ? (/^hashing(?::(.*))?$/.exec(embedder) ?? []) : [];
  if (dimensions !== undefined) return hashingEmbedding({ dimensions: Number(dimensions) });
  return embedder === "hashing" ? hashingEmbedding() : resolveEmbeddingModel(embedder);
}
