import type { ChatModel } from "./chat-model.ts";
import type { EmbeddingModel } from "./embedding-model.ts";

/** A model, or the string that names one. */
export type ModelRef = string | ChatModel;

/** An embedding model, or the string that names one. */
export type EmbeddingModelRef = string | EmbeddingModel;
