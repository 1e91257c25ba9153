import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EmbeddingModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { fileCache } from "../cache/file-cache.ts";
import { cachedEmbedding } from "./cached-embedding.ts";
import { embedTexts } from "./embed-texts.ts";
import { hashingEmbedding } from "./hashing-embedding.ts";

/** The hashing model, noting every text it is asked for. */
function counted(id?: string): EmbeddingModel & { asked: string[][] } {
  const model = hashingEmbedding({ dimensions: 16 });
  const asked: string[][] = [];
  return {
    specVersion: 1,
    id: id ?? model.id,
    asked,
    embed(texts, options) {
      asked.push([...texts]);
      return model.embed(texts, options);
    },
  };
}

describe("cachedEmbedding", () => {
  it("asks for each text once and gives exactly the same vectors again", async () => {
    const model = counted();
    const cached = cachedEmbedding(model);
    const first = await cached.embed(["a one", "b two"]);
    const second = await cached.embed(["b two", "c three", "a one"]);
    expect(model.asked).toEqual([["a one", "b two"], ["c three"]]);
    expect([second.vectors[2], second.vectors[0]]).toEqual(first.vectors);
    expect(second.vectors).toEqual(
      (await hashingEmbedding({ dimensions: 16 }).embed(["b two", "c three", "a one"])).vectors,
    );
  });

  it("keeps vectors between runs, apart by model", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "sdialog-vectors-")), "vectors.jsonl");
    const written = await cachedEmbedding(counted(), fileCache(path)).embed(["kept"]);
    const same = counted();
    const read = await cachedEmbedding(same, fileCache(path)).embed(["kept"]);
    expect(read.vectors).toEqual(written.vectors);
    expect(same.asked).toEqual([]);
    const other = counted("other:model");
    await cachedEmbedding(other, fileCache(path)).embed(["kept"]);
    expect(other.asked).toEqual([["kept"]]);
  });
});

describe("embedTexts", () => {
  it("sends distinct texts in batches and answers in order", async () => {
    const model = counted();
    const texts = ["a", "b", "a", "c", "d", "b", "e"];
    const vectors = await embedTexts(model, texts, { batchSize: 2 });
    expect(model.asked).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(vectors).toEqual((await hashingEmbedding({ dimensions: 16 }).embed(texts)).vectors);
  });

  it("has nothing to send for no texts", async () => {
    const model = counted();
    expect(await embedTexts(model, [])).toEqual([]);
    expect(model.asked).toEqual([]);
  });
});
