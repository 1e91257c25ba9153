import type { EntryFields, KindOf } from "@sdialog/core";
import type { ChatModel, ModelCapabilities } from "./chat-model.ts";
import type { EmbeddingModel } from "./embedding-model.ts";

/**
 * How to reach a backend. Options of one backend are never handed to another: keys and addresses belong to the
 * model string they were given with.
 */
export interface BackendOptions {
  /** Never written to a message, a log or a file. */
  readonly apiKey?: string | undefined;
  /** Where the server is, for backends that speak to one. */
  readonly baseURL?: string | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Longest time one call may take, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Most bytes of one answer, streamed or whole. Default: 32 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /** Most tools that one reply may call. Default: 128. */
  readonly maxToolCalls?: number | undefined;
  /** Corrects what the model is taken to be capable of, for servers and models that can do less, or more. */
  readonly capabilities?: Partial<ModelCapabilities> | undefined;
  /** What only one backend takes. An option a backend does not know is an error. */
  readonly [option: string]: unknown;
}

/** What a backend's module does once it is loaded. */
export interface BackendModule {
  /** @param model what stands behind the colon; empty means the backend's default */
  chat(model: string, options: BackendOptions): ChatModel | Promise<ChatModel>;
  /** As {@link BackendModule.chat}; left out by backends that embed nothing. */
  embedding?(model: string, options: BackendOptions): EmbeddingModel | Promise<EmbeddingModel>;
  /**
   * Frees what its models hold and nobody has used for so long; left out by backends whose models hold nothing.
   *
   * @returns how many were freed
   */
  releaseUnused?(forMs: number): Promise<number>;
}

/** What is known about a backend besides its name and description. */
export interface BackendFields {
  /** npm packages a user must install for it. */
  readonly packages: readonly string[];
  readonly capabilities: ModelCapabilities & { readonly embeddings: boolean };
  /**
   * The names of what only this backend takes, so that `configure` refuses others at once; left out, the backend refuses
   * them when it is first used.
   */
  readonly options?: readonly string[] | undefined;
  /** Where its server is as far as the environment tells; left out by backends that need none. */
  address?(): string | undefined;
}

/** A backend as it is registered: described by data, loaded on first use. Its name stands before the colon. */
export interface Backend extends EntryFields, BackendFields {
  /** Imports the backend's code, which is not loaded before. */
  readonly create: () => Promise<BackendModule>;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** What stands before the colon of a model string. */
    backend: KindOf<Promise<BackendModule>, undefined, BackendFields>;
  }
}
