import { type EmbeddingModelRef, resolveEmbeddingModel } from "@sdialog/llm";
import { embedChecked } from "@sdialog/llm/internal";
import { nearest } from "./nearest.ts";

/** Finds the responses most similar to a text. Responses are embedded once, on first use. */
export class ResponseIndex {
  readonly #embedding: EmbeddingModelRef;
  readonly #responses: readonly string[];
  #vectors: Promise<readonly Float32Array[]> | undefined;

  constructor(embedding: EmbeddingModelRef, responses: readonly string[]) {
    this.#embedding = embedding;
    this.#responses = responses;
  }

  /** @returns indices of responses, most similar first. @throws ModelError */
  async search(text: string, k: number, signal?: AbortSignal): Promise<number[]> {
    const vectors = await this.#embedResponses();
    const model = await resolveEmbeddingModel(this.#embedding);
    const { vectors: query } = await embedChecked(model, [text], { signal });
    return nearest(query[0] as Float32Array, vectors, k);
  }

  // Shared by all conversations, so no single conversation's signal may cancel it; and a failure must not be remembered.
  #embedResponses(): Promise<readonly Float32Array[]> {
    this.#vectors ??= resolveEmbeddingModel(this.#embedding)
      .then((model) => embedChecked(model, this.#responses))
      .then(({ vectors }) => vectors)
      .catch((error: unknown) => {
        this.#vectors = undefined;
        throw error;
      });
    return this.#vectors;
  }
}
