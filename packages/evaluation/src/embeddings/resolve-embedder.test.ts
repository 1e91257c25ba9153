import { describe, expect, it } from "vitest";
import { hashingEmbedding } from "./hashing-embedding.ts";
import { resolveEmbedder } from "./resolve-embedder.ts";

describe("resolveEmbedder", () => {
  it("knows the hashing model by name, and models as they are", async () => {
    expect((await resolveEmbedder("hashing")).id).toBe("hashing:512");
    expect((await resolveEmbedder("hashing:64")).id).toBe("hashing:64");
    const model = hashingEmbedding();
    expect(await resolveEmbedder(model)).toBe(model);
    await expect(resolveEmbedder("hashing:many")).rejects.toThrow("whole number of at least 1");
    await expect(resolveEmbedder("nowhere:x")).rejects.toThrow("no backend called");
  });
});
