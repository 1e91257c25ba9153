import { checkModelName } from "@sdialog/core/internal";
import type { BackendOptions } from "../backend.ts";
import type { EmbeddingModel, EmbeddingResult } from "../embedding-model.ts";
import { checkVectors } from "../check-vectors.ts";
import { ModelError } from "../errors/model-error.ts";
import { addUsage, noUsage } from "../usage.ts";
import { HttpRefusalError } from "../http/http-refusal-error.ts";
import { networkFailure } from "./network-failure.ts";
import { type ProviderFailure, providerError } from "./provider-failure.ts";
import { countOf } from "../checked-usage.ts";
import { Secrets } from "./secrets.ts";

/** What is specific to one provider's embeddings. */
export interface BackendEmbeddingsParts {
  readonly id: string;
  readonly options: BackendOptions;
  /** What `backendFetch` knows of the headers that were sent. Default: only what is in the options. */
  readonly secrets?: Secrets | undefined;
  /** Most texts per call. */
  readonly batch: number;
  /** One call of the provider. Vectors come in the order of the texts, all of one length. */
  embed(
    texts: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<{ readonly vectors: readonly (readonly number[])[]; readonly inputTokens?: number | undefined }>;
  /**
   * What the provider said with this error; `undefined` when it never answered, which counts as a network failure.
   */
  failure(error: unknown): ProviderFailure | undefined;
}

/** An embedding model over a provider's SDK: calls in batches, one after another, with errors as `ModelError`. */
export function backendEmbeddings(parts: BackendEmbeddingsParts): EmbeddingModel {
  const { id, batch, options } = parts;
  checkModelName(id);
  const { secrets = Secrets.of(options) } = parts;

  async function embedBatch(texts: readonly string[], caller?: AbortSignal): Promise<EmbeddingResult> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? 600_000);
    const signal = caller === undefined ? timeout : AbortSignal.any([caller, timeout]);
    try {
      const { vectors, inputTokens } = await parts.embed(texts, signal);
      checkVectors(id, texts, vectors);
      return {
        vectors: vectors.map((vector) => Float32Array.from(vector)),
        usage: { inputTokens: countOf(inputTokens) ?? 0, outputTokens: 0, calls: 1 },
      };
    } catch (error) {
      if (caller?.aborted === true) throw caller.reason;
      if (ModelError.isInstance(error)) throw error;
      const refusal = HttpRefusalError.in(error);
      if (refusal !== undefined)
        throw new ModelError(refusal.message, { kind: refusal.reason, model: id, hint: refusal.hint });
      if (timeout.aborted)
        throw new ModelError("the call took longer than its time limit", { kind: "timeout", model: id });
      throw providerError(id, parts.failure(error) ?? networkFailure(error, false), secrets);
    }
  }

  return {
    specVersion: 1,
    id,
    async embed(texts, { signal } = {}) {
      signal?.throwIfAborted();
      const vectors: Float32Array[] = [];
      let usage = texts.length === 0 ? noUsage : undefined;
      for (let start = 0; start < texts.length; start += batch) {
        const part = await embedBatch(texts.slice(start, start + batch), signal);
        vectors.push(...part.vectors);
        usage = usage === undefined ? part.usage : addUsage(usage, part.usage);
      }
      return { vectors, usage: usage ?? noUsage };
    },
  };
}
