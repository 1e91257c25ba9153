import type { Usage } from "./usage.ts";

/** How a call of an embedding model is made. */
export interface EmbeddingOptions {
  readonly signal?: AbortSignal | undefined;
}

/** What an embedding model returns for a list of texts, in their order. */
export interface EmbeddingResult {
  /** One vector per text, all of the same length, not normalised unless the model does so. */
  readonly vectors: readonly Float32Array[];
  readonly usage: Usage;
}

/** Turns texts into vectors. */
export interface EmbeddingModel {
  /** The version of this contract that the model follows; a model of another version is refused when it is resolved. */
  readonly specVersion: 1;
  /** `backend:model`. */
  readonly id: string;
  /** @throws ModelError */
  embed(texts: readonly string[], options?: EmbeddingOptions): Promise<EmbeddingResult>;
}
