import type { EmbeddingModel } from "@sdialog/llm";
import type { LocalModelOptions } from "./local-model.ts";
import { withinTime } from "./within-time.ts";

/** An embedding model on top of a worker. */
export function localEmbeddingModel({ client, id, timeoutMs }: LocalModelOptions): EmbeddingModel {
  return {
    specVersion: 1,
    id,
    async embed(texts, { signal } = {}) {
      const { vectors, tokens } = await withinTime(id, timeoutMs, signal, (combined) =>
        client.embed(texts, combined),
      );
      return { vectors, usage: { inputTokens: tokens, outputTokens: 0, calls: 1, cost: 0 } };
    },
  };
}
