import { Dialog } from "@sdialog/core";
import {
  compareDatasets,
  defineScore,
  KolmogorovSmirnovEvaluator,
  MeanEvaluator,
  MedianEvaluator,
  StatsEvaluator,
} from "@sdialog/evaluation";
import { expect, it } from "vitest";
import { figures } from "./figures.ts";

const smooth = defineScore("smooth", (dialog) => dialog.notes as number);
const few = { resamples: 20, permutations: 1999 };
const talks = (shift: number): Dialog[] =>
  Array.from(
    { length: 40 },
    (_, id) => new Dialog({ id, notes: shift + Math.sin(id * 1.7) * 4 + id / 10, turns: [{ text: "so" }] }),
  );
const map = {
  embedder: "hashing:8",
  points: Array.from({ length: 12 }, (_, id) => ({
    dataset: id % 2 === 0 ? "made" : "people",
    id,
    x: id,
    y: -id,
  })),
};
const compared = (reference: string | undefined) =>
  compareDatasets(
    { people: talks(0), made: talks(6) },
    {
      reference,
      metrics: [
        new MeanEvaluator(smooth, few),
        new StatsEvaluator(smooth, few),
        new MedianEvaluator(smooth, few),
        new MeanEvaluator(smooth, { name: "once-smooth", ...few }),
        new MeanEvaluator(smooth, { name: "of my own", ...few }),
        ...(reference === undefined
          ? []
          : [new KolmogorovSmirnovEvaluator(smooth, { resamples: 20, permutations: 19 })]),
      ],
      map: () => Promise.resolve(map),
    },
  );

it("are called by what they show, and say what their marks are and which test the stars are of", async () => {
  const comparison = await compared("people");
  const marks = "Line: 95 % interval; band: that of people";
  const ofMeans = ["Dot: mean", marks, "Stars: studentised permutation test of means (Holm)"];
  expect(figures(comparison).map(({ name, title, caption }) => [name, title, ...caption])).toEqual([
    ["mean-smooth", "Smooth, mean (1)", ...ofMeans],
    ["stats-smooth", "Smooth, mean and 4 more", ...ofMeans],
    [
      "median-smooth",
      "Smooth, median",
      "Dot: median",
      marks,
      "Stars: percentile bootstrap of medians (Holm)",
    ],
    ["once-smooth", "Smooth, mean (2)", ...ofMeans],
    ["of my own", "Of my own", ...ofMeans],
    [
      "kolmogorov-smirnov-smooth",
      "Smooth, Kolmogorov–Smirnov distance",
      "Dot: Kolmogorov–Smirnov distance from people",
      "Line: 95 % interval; band: where chance alone would put it",
    ],
    [
      "embedding-map",
      "Map of dialogues",
      "Neighbours by hashing:8 embeddings (UMAP)",
      "Far distances and sizes of groups mean nothing",
    ],
  ]);
  // The map shows no values of a score.
  expect(figures(comparison, { kind: "ecdf" }).map(({ name }) => name)).not.toContain("embedding-map");
});

it("say nothing of a reference and of stars where there are none, and draw no map that failed", async () => {
  const comparison = await compared(undefined);
  expect(
    figures(comparison)
      .map(({ caption }) => caption)
      .slice(0, -1),
  ).toEqual(
    ["mean", "mean", "median", "mean", "mean"].map((statistic) => [
      `Dot: ${statistic}`,
      "Line: 95 % interval",
    ]),
  );
  for (const without of [null, undefined, { error: "down" }])
    expect(figures({ ...comparison.toJSON(), map: without as never }).map(({ name }) => name)).not.toContain(
      "embedding-map",
    );
});
