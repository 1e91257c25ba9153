import { checkArguments } from "@sdialog/core/internal";
import { contentHash } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import { noUsage } from "@sdialog/llm";
import { embedChecked } from "@sdialog/llm/internal";
import { type ContentCache, memoryCache } from "../cache/content-cache.ts";

/**
 * The same model, asked for each text once. Vectors are kept by model id and content of the text; what is not a vector is an
 * error, and never kept.
 *
 * @param cache where vectors are kept; `fileCache(path)` keeps them between runs. Default: in memory
 */
export function cachedEmbedding(model: EmbeddingModel, cache: ContentCache = memoryCache()): EmbeddingModel {
  checkArguments("cachedEmbedding", arguments, 2);
  return {
    specVersion: 1,
    id: model.id,
    async embed(texts, options) {
      const keys = texts.map((text) => contentHash({ kind: "embedding", model: model.id, text }));
      const known = await Promise.all(keys.map((key) => cache.get(key)));
      const missing = texts.filter((_, index) => known[index] === undefined);
      const result =
        missing.length === 0 ? { vectors: [], usage: noUsage } : await embedChecked(model, missing, options);
      const fresh = result.vectors[Symbol.iterator]();
      const vectors = await Promise.all(
        known.map(async (entry, index) => {
          if (entry !== undefined) return decodeVector(entry as string);
          const vector = fresh.next().value as Float32Array;
          await cache.set(keys[index] as string, encodeVector(vector));
          return vector;
        }),
      );
      return { vectors, usage: result.usage };
    },
  };
}

/** Base64 of the little-endian 32-bit floats. */
function encodeVector(vector: Float32Array): string {
  const view = new DataView(new ArrayBuffer(vector.length * 4));
  for (const [index, value] of vector.entries()) view.setFloat32(index * 4, value, true);
  return Buffer.from(view.buffer).toString("base64");
}

function decodeVector(text: string): Float32Array {
  const bytes = Buffer.from(text, "base64");
  return Float32Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}
