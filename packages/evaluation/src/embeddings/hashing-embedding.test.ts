import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashingEmbedding } from "./hashing-embedding.ts";
import { cosineSimilarity, dot } from "@sdialog/core/internal";

const model = hashingEmbedding();

async function similarity(a: string, b: string): Promise<number> {
  const { vectors } = await model.embed([a, b]);
  return cosineSimilarity(vectors[0] as Float32Array, vectors[1] as Float32Array);
}

describe("hashingEmbedding", () => {
  it("is a pure function of the text, whatever stands beside it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), fc.string(), async (text, other) => {
        const [alone, together] = await Promise.all([model.embed([text]), model.embed([other, text])]);
        expect(together.vectors[1]).toEqual(alone.vectors[0]);
      }),
    );
  });

  it("gives unit vectors, and zero only for nothing visible", async () => {
    const { vectors } = await model.embed(["Hello there", "?!", "…", "", "  \n"]);
    expect(vectors.map((vector) => dot(vector, vector).toFixed(5))).toEqual([
      "1.00000",
      "1.00000",
      "1.00000",
      "0.00000",
      "0.00000",
    ]);
  });

  it("puts texts that share words and stems closer than texts that do not", async () => {
    const near = await similarity(
      "I would like to book a table for two",
      "I'd like to book a table for three",
    );
    const stem = await similarity("booking tables", "booked a table");
    const far = await similarity("I would like to book a table for two", "Thanks, goodbye!");
    expect(near).toBeGreaterThan(0.5);
    expect(stem).toBeGreaterThan(0.2);
    expect(far).toBeLessThan(0.15);
  });

  it("ignores case and compatibility forms, keeps word order and other scripts apart", async () => {
    expect(await similarity("ﬁne Ｔable", "FINE TABLE")).toBeCloseTo(1, 6);
    expect(await similarity("dog bites man", "man bites dog")).toBeLessThan(0.99);
    expect(await similarity("доброе утро", "спокойной ночи")).toBeLessThan(0.3);
  });

  it("keeps unrelated features apart about as well as the dimensions allow", async () => {
    const words = Array.from({ length: 200 }, (_, index) => `q${(index * 7919).toString(36)}z${index}`);
    const { vectors } = await model.embed(words);
    let largest = 0;
    for (let i = 0; i < vectors.length; i += 2) {
      largest = Math.max(largest, Math.abs(dot(vectors[i] as Float32Array, vectors[i + 1] as Float32Array)));
    }
    expect(largest).toBeLessThan(0.6);
  });

  it("names its dimensions in its id and refuses impossible ones", () => {
    expect(hashingEmbedding({ dimensions: 64 }).id).toBe("hashing:64");
    expect(() => hashingEmbedding({ dimensions: 0 })).toThrow(
      "dimensions must be a whole number of at least 1, not 0",
    );
  });
});
