import { Dialog } from "@sdialog/core";
import { type CompareOptions, DatasetComparator, MeanEvaluator } from "@sdialog/evaluation";
import { WordCountScore } from "@sdialog/evaluation/scores";
import { hashingEmbedding } from "@sdialog/evaluation/embeddings";
import type { EmbeddingModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { embeddingMap } from "./embedding-map.ts";
import { renderHtml } from "./render-html.ts";
import { renderTable } from "./render-table.ts";

const words = "one two three four five six seven eight nine ten".split(" ");
const talks = (topic: string): Dialog[] =>
  Array.from(
    { length: 25 },
    (_, id) =>
      new Dialog({
        id,
        turns: [
          { text: `${topic} ${topic}s ${words[id % 10]}` },
          { text: `my ${topic} ${words[(id * 3) % 10]}` },
        ],
      }),
  );
const datasets = [
  { name: "taxi", dialogs: talks("taxi") },
  { name: "doctor", dialogs: [...talks("doctor"), new Dialog({ id: "silent" })] },
];
const embedder = hashingEmbedding({ dimensions: 64 });

describe("embeddingMap", () => {
  it("puts dialogues next to their like, the same way for the same seed", async () => {
    const map = await embeddingMap(datasets, embedder, { seed: 1 });
    expect(map?.points).toHaveLength(50);
    expect(map).toEqual(await embeddingMap(datasets, embedder, { seed: 1 }));
    const points = map?.points ?? [];
    const nearest = points.filter((point) => {
      const others = points.filter((other) => other !== point);
      const distance = (other: (typeof points)[number]): number =>
        Math.hypot(point.x - other.x, point.y - other.y);
      return others.reduce((a, b) => (distance(b) < distance(a) ? b : a)).dataset === point.dataset;
    });
    expect(nearest.length).toBeGreaterThan(45);
  });

  it("samples large datasets and draws nothing of a handful", async () => {
    expect((await embeddingMap(datasets, embedder, { sampleSize: 6 }))?.points.length).toBeLessThanOrEqual(
      12,
    );
    expect(await embeddingMap(datasets, embedder, { sampleSize: 4 })).toBeNull();
  });

  it("is part of a comparison, whose numbers survive when it fails", async () => {
    const broken: EmbeddingModel = {
      specVersion: 1,
      id: "broken",
      embed: () => Promise.reject(new Error("model is down")),
    };
    const comparator = new DatasetComparator(new MeanEvaluator(new WordCountScore()));
    const named = Object.fromEntries(datasets.map(({ name, dialogs }) => [name, dialogs]));
    const by = (model: EmbeddingModel): CompareOptions => ({
      map: (placed, options) => embeddingMap(placed, model, options),
    });
    const drawn = await comparator.compare(named, by(embedder));
    expect(await renderHtml(drawn)).toContain("Neighbours by hashing:64 embeddings");
    const failed = await comparator.compare(named, by(broken));
    expect(failed.value("taxi", "mean-word-count")).toBe(drawn.value("taxi", "mean-word-count"));
    expect(renderTable(failed)).toContain("no map: model is down");
  });
});
