import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import { embedChecked } from "@sdialog/llm/internal";
import { mapConcurrently } from "../map-concurrently.ts";

/** How texts are spread over the calls of an embedding model. */
export interface EmbedTextsOptions {
  /** Texts per call of the model. Default: 128. */
  readonly batchSize?: number | undefined;
  /** Calls under way at the same time. Default: 4. */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const embedTextsOptionNames: OptionNames<EmbedTextsOptions> = {
  batchSize: true,
  concurrency: true,
  signal: true,
};

/**
 * The vectors of any number of texts, in their order. Equal texts are sent once, in batches.
 *
 * @throws ModelError from the model, and for a vector that is not one, by its text; InvalidArgumentError for a batch size or concurrency below 1
 */
export async function embedTexts(
  model: EmbeddingModel,
  texts: readonly string[],
  options: EmbedTextsOptions = {},
): Promise<Float32Array[]> {
  checkOptions("embedTexts", options, embedTextsOptionNames);
  const { batchSize = 128, concurrency = 4, signal } = options;
  if (!(batchSize >= 1)) throw new InvalidArgumentError(`batchSize must be at least 1, not ${batchSize}`);
  const distinct = [...new Set(texts)];
  const batches = Array.from({ length: Math.ceil(distinct.length / batchSize) }, (_, index) =>
    distinct.slice(index * batchSize, (index + 1) * batchSize),
  );
  const results = await mapConcurrently(batches, (batch) => embedChecked(model, batch, { signal }), {
    concurrency,
    signal,
  });
  const vectors = new Map(
    batches.flatMap((batch, index) =>
      batch.map((text, place) => [text, results[index]?.vectors[place]] as const),
    ),
  );
  return texts.map((text) => vectors.get(text) as Float32Array);
}
