import { visibleLine } from "@sdialog/core/internal";
import type { EmbeddingModel, EmbeddingOptions, EmbeddingResult } from "./embedding-model.ts";
import { ModelError } from "./errors/model-error.ts";

/** How many numbers the vectors of a model have, once it has given any. */
const sizes = new WeakMap<EmbeddingModel, number>();

/**
 * Asks a model for vectors, and takes nothing else: one for each text, all of the model's one length, of finite numbers.
 * Whatever embeds anything asks here, because a single vector that is not one makes every distance NaN or, worse, 0.
 *
 * @throws ModelError (`malformed_response`) naming the first text without a valid vector, and as the model
 */
export async function embedChecked(
  model: EmbeddingModel,
  texts: readonly string[],
  options?: EmbeddingOptions,
): Promise<EmbeddingResult> {
  const result = await model.embed(texts, options);
  const size = checkVectors(model.id, texts, result.vectors, sizes.get(model));
  if (size !== undefined) sizes.set(model, size);
  return result;
}

/**
 * @param vectors what came back, as it came: a `null` in it is no 0
 * @param size how many numbers a vector must have, when that is known
 * @returns how many numbers the vectors have
 * @throws ModelError (`malformed_response`) naming the first text without a valid vector
 */
export function checkVectors(
  model: string,
  texts: readonly string[],
  vectors: readonly ArrayLike<unknown>[],
  size?: number,
): number | undefined {
  if (vectors.length !== texts.length)
    throw malformed(model, `${vectors.length} vectors came back for ${texts.length} texts`);
  const wanted = size ?? usualSize(vectors);
  for (const [index, vector] of vectors.entries()) {
    const of = `The vector of text ${index + 1}, ${quoted(texts[index] as string)},`;
    const length = lengthOf(vector);
    if (length === undefined) throw malformed(model, `${of} is not a list of numbers`);
    if (length === 0) throw malformed(model, `${of} is empty`);
    if (length !== wanted)
      throw malformed(model, `${of} has ${length} numbers, and the others have ${wanted}`);
    for (let place = 0; place < length; place++)
      if (!Number.isFinite(vector[place]))
        throw malformed(model, `${of} holds ${String(vector[place])}, which is not a finite number`);
  }
  return wanted;
}

function lengthOf(vector: ArrayLike<unknown> | null | undefined): number | undefined {
  return Array.isArray(vector) || ArrayBuffer.isView(vector) ? vector.length : undefined;
}

/** The length that most vectors have, so that the one that differs is named and not all others. */
function usualSize(vectors: readonly ArrayLike<unknown>[]): number | undefined {
  const counts = new Map<number, number>();
  for (const vector of vectors) {
    const length = lengthOf(vector) ?? 0;
    if (length > 0) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function quoted(text: string): string {
  const line = visibleLine(text);
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}

function malformed(model: string, message: string): ModelError {
  return new ModelError(message, {
    kind: "malformed_response",
    model,
    hint: "See what the model or its server gives for this text alone, or leave the text out.",
  });
}
