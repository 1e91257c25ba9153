import type { OpenAI } from "openai";
import type { BackendOptions } from "../../backend.ts";
import { backendEmbeddings } from "../../backend-kit/backend-embeddings.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import type { EmbeddingModel } from "../../embedding-model.ts";
import { answerOf } from "./answer-of.ts";
import { openaiFailure } from "./openai-failure.ts";

export function openaiEmbeddingModel(connection: {
  readonly id: string;
  readonly model: string;
  readonly client: OpenAI;
  readonly options: BackendOptions;
  readonly secrets: Secrets;
}): EmbeddingModel {
  const { id, model, client, options, secrets } = connection;
  return backendEmbeddings({
    id,
    options,
    secrets,
    batch: 512,
    failure: openaiFailure,
    async embed(texts, signal) {
      const body = { model, input: [...texts], encoding_format: "float" as const };
      const response = await client.embeddings.create(body, { signal }).asResponse();
      const { data, usage } = (await answerOf(response)) as OpenAI.CreateEmbeddingResponse;
      const inOrder = data.toSorted((a, b) => a.index - b.index);
      return { vectors: inOrder.map(({ embedding }) => embedding), inputTokens: usage?.prompt_tokens };
    },
  });
}
