import { checkOptions } from "@sdialog/core/internal";
import type { EmbeddingModel } from "../embedding-model.ts";
import { backOff, type RetryOptions, retryOptionNames } from "./back-off.ts";

/** Tries calls of an embedding model again, as `withRetry` does those of a chat model. */
export function withEmbeddingRetry(options: RetryOptions = {}): (model: EmbeddingModel) => EmbeddingModel {
  checkOptions("withEmbeddingRetry", options, retryOptionNames);
  const waitOrThrow = backOff(options);
  return (model) => ({
    specVersion: 1,
    id: model.id,
    async embed(texts, embedding) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await model.embed(texts, embedding);
        } catch (error) {
          await waitOrThrow(error, attempt, embedding?.signal);
        }
      }
    },
  });
}
