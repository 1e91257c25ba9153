import { Dialog } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { memoryCache } from "../cache/content-cache.ts";
import * as embeddings from "./index.ts";

/** What a model may give for one text of many. */
const badVectors = {
  NaN: [Number.NaN, 1],
  infinite: [Number.POSITIVE_INFINITY, 1],
  short: [1],
  long: [1, 0, 0],
  empty: [],
} as const;

const talk = (id: string, words: readonly string[]): Dialog =>
  new Dialog({
    id,
    turns: words.map((text, index) => ({ speaker: index % 2 === 0 ? "User" : "Bot", text })),
    personas: { User: { job: `baker of ${id}` } },
  });
const real = Array.from({ length: 8 }, (_, id) =>
  talk(`real ${id}`, [`hello ${id}`, "yes", `so ${id}`, "bye"]),
);
const made = Array.from({ length: 8 }, (_, id) =>
  talk(`made ${id}`, [id === 3 ? "BAD" : `good ${id}`, "no", `ah ${id}`, "ciao"]),
);

function modelWith(bad: readonly number[]): EmbeddingModel {
  return {
    specVersion: 1,
    id: "own",
    embed: (texts) =>
      Promise.resolve({
        vectors: texts.map((text) =>
          Float32Array.from(text === "BAD" ? bad : [text.length, text.charCodeAt(0)]),
        ),
        usage: { inputTokens: 0, outputTokens: 0, calls: 1 },
      }),
  };
}

/** Everything that is exported and embeds, by name. */
const doors: Readonly<Record<string, (model: EmbeddingModel) => Promise<unknown>>> = {
  ...Object.fromEntries(
    [
      embeddings.CentroidSimilarityEvaluator,
      embeddings.FrechetEmbeddingDistanceEvaluator,
      embeddings.MauveEvaluator,
      embeddings.PrecisionRecallDistanceEvaluator,
      embeddings.PrecisionRecallEvaluator,
      embeddings.VendiEvaluator,
    ].map((Evaluator) => [
      Evaluator.name,
      (model) => new Evaluator(model, { resamples: 5, permutations: 5 }).evaluate(made, { reference: real }),
    ]),
  ),
  PersonaAdherenceScore: (model) =>
    new embeddings.PersonaAdherenceScore(model, { reference: real }).score(made[3] as Dialog),
  SpeakerConsistencyScore: (model) => new embeddings.SpeakerConsistencyScore(model).score(made[3] as Dialog),
  cachedEmbedding: (model) => embeddings.cachedEmbedding(model).embed(["good", "fine", "BAD"]),
  embedDialogs: (model) => embeddings.embedDialogs(model, made),
  embedTexts: (model) => embeddings.embedTexts(model, ["good", "fine", "BAD"], { batchSize: 2 }),
};
const embedNothing = new Set(["cosineSimilarity", "dot", "hashingEmbedding", "normalize", "resolveEmbedder"]);

describe("an invalid vector", () => {
  it("is looked for wherever texts are embedded", () => {
    expect(
      Object.keys(embeddings)
        .filter((name) => !embedNothing.has(name))
        .toSorted(),
    ).toEqual(Object.keys(doors).toSorted());
  });

  const cases = Object.entries(doors).flatMap(([door, call]) =>
    Object.entries(badVectors).map(([kind, vector]) => [door, kind, call, vector] as const),
  );
  it.each(cases)("stops %s when it is %s, by the name of its text", async (_door, _kind, call, vector) => {
    await expect(call(modelWith(vector))).rejects.toMatchObject({
      name: "ModelError",
      kind: "malformed_response",
      message: expect.stringMatching(/BAD|the others have/) as string,
    });
  });

  it("is never kept in a cache", async () => {
    const cache = memoryCache();
    const bad = embeddings.cachedEmbedding(modelWith([Number.NaN, 1]), cache);
    await expect(bad.embed(["BAD"])).rejects.toThrow('"BAD"');
    const good = embeddings.cachedEmbedding(modelWith([3, 1]), cache);
    expect((await good.embed(["BAD"])).vectors).toEqual([Float32Array.of(3, 1)]);
  });
});
