import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatasetEvaluator } from "../dataset-evaluator.ts";
import { hashingEmbedding } from "../embeddings/hashing-embedding.ts";
import { DistinctNEvaluator } from "../evaluators/distinct-n-evaluator.ts";
import { KdeDivergenceEvaluator } from "../evaluators/kde-divergence-evaluator.ts";
import { MeanEvaluator, StatsEvaluator } from "../evaluators/summary-evaluators.ts";
import { evaluateDialogs } from "../evaluate/evaluate-dialogs.ts";
import { defineScore } from "../dialog-score.ts";
import { compareDatasets } from "./compare-datasets.ts";
import { Comparison } from "./comparison.ts";
import { type ComparisonProgress, DatasetComparator } from "./dataset-comparator.ts";

const notes = defineScore("notes", (dialog) => dialog.notes as number);
const valued = (...values: number[]): Dialog[] =>
  values.map((value, id) => new Dialog({ id, notes: value, turns: [{ text: `word ${value}` }] }));
const low = valued(...Array.from({ length: 30 }, (_, index) => index % 5));
const high = valued(...Array.from({ length: 30 }, (_, index) => 10 + (index % 5)));
const mean = new MeanEvaluator(notes);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("DatasetComparator", () => {
  it.each([1, 2, 3, 4])("makes no star of the mean of %i, whichever side is small", async (n) => {
    const few = valued(...Array.from({ length: n }, () => 99));
    for (const datasets of [
      { reference: low, other: few },
      { reference: few, other: low },
    ]) {
      const { results } = await new DatasetComparator([mean]).compare(datasets, { seed: 1 });
      expect(results.map(({ result }) => result?.difference?.p).filter((p) => p !== undefined)).toEqual([1]);
    }
  });

  it("compares named datasets with the one called reference", async () => {
    const comparison = await new DatasetComparator([mean, new KdeDivergenceEvaluator(notes)]).compare(
      { reference: low, high },
      { seed: 3 },
    );
    expect(comparison.reference).toBe("reference");
    expect(comparison.value("reference", "mean-notes")).toBe(2);
    expect(comparison.value("high", "mean-notes")).toBe(12);
    expect(comparison.value("reference", "kde-divergence-notes-cs")).toBe(0);
    expect(comparison.rows().map(({ label }) => label)).toEqual([
      "mean-notes",
      "kde-divergence-notes-cs",
      "kde-divergence-notes-js",
    ]);
    expect(() => comparison.value("high", "mean-note")).toThrow('no "mean-note" of "high"');
    const [own, other] = comparison.results;
    expect(own?.result?.difference).toBeUndefined();
    expect(other?.result?.difference).toMatchObject({ p: 1 / 10_000, adjustedP: 2 / 10_000, effect: 1 });
  });

  it("takes one dataset, lists, paths and streams", async () => {
    const comparator = new DatasetComparator(mean);
    const names = async (datasets: Parameters<typeof comparator.compare>[0]): Promise<unknown[]> =>
      (await comparator.compare(datasets)).datasets.map(({ name, n }) => `${name} ${n}`);
    expect(await names(low)).toEqual(["candidate 30"]);
    expect(await names([low, high])).toEqual(["dataset-1 30", "dataset-2 30"]);
    expect(await names(new Set(low))).toEqual(["candidate 30"]);
    expect(
      await names(
        (async function* () {
          yield* low;
        })(),
      ),
    ).toEqual(["candidate 30"]);
    const path = join(folder, "run-1.jsonl");
    await writeFile(path, low.map((dialog) => `${JSON.stringify(dialog)}\n`).join(""));
    expect(await names(path)).toEqual(["run-1 30"]);
    expect(await names({ a: [path, path], b: folder })).toEqual(["a 60", "b 30"]);
    await expect(names([path, path])).rejects.toThrow('Two datasets would be called "run-1"');
    await expect(names({})).rejects.toThrow("no dataset was given");
  });

  it("gives a comparison that another is made of, without samples and dialogues in JSON", async () => {
    const comparison = await new DatasetComparator(mean).compare({ low, high });
    expect(new Comparison(comparison)).toEqual(comparison);
    expect(comparison.examples?.map(({ dialog }) => dialog.notes)).toEqual([
      0, 0, 0, 4, 4, 4, 10, 10, 10, 14, 14, 14,
    ]);
    const [first] = comparison.results;
    expect(first?.result?.extremes?.lowest.map(({ index }) => index)).toEqual([0, 5, 10]);
    expect(first?.result?.extremes?.highest.map(({ value }) => value)).toEqual([4, 4, 4]);
    const json = JSON.parse(JSON.stringify(comparison)) as Comparison;
    expect(json.examples).toBeUndefined();
    expect(json.results[0]?.result?.sample).toBeUndefined();
    expect(json.results[0]?.result?.extremes).toEqual(first?.result?.extremes);
  });

  it("holds datasets against a reference that is not compared itself, or a named one", async () => {
    const outside = await new DatasetComparator(mean).compare({ high }, { reference: low });
    expect(outside.reference).toBeNull();
    expect(outside.results[0]?.result?.difference?.effect).toBe(1);
    expect((await new DatasetComparator(mean).compare({ low, high }, { reference: "low" })).reference).toBe(
      "low",
    );
    expect((await new DatasetComparator(mean).compare({ low, high })).reference).toBeNull();
  });

  it("keeps the results of the others when one evaluator fails", async () => {
    const failing: DatasetEvaluator = {
      name: "broken",
      evaluate: (dialogs) =>
        dialogs === undefined ? Promise.reject() : Promise.reject(new Error("no | model <here>")),
    };
    const seen: ComparisonProgress[] = [];
    const comparison = await new DatasetComparator([failing, mean]).compare(
      { low },
      { onProgress: (progress) => seen.push(progress) },
    );
    expect(comparison.value("low", "mean-notes")).toBe(2);
    expect(comparison.results[0]).toMatchObject({
      result: null,
      error: { code: "unknown", message: "no | model <here>" },
    });
    expect(seen.map(({ evaluator, status }) => `${evaluator} ${status}`).toSorted()).toEqual([
      "broken failed",
      "mean-notes done",
    ]);
    expect(seen.at(-1)).toMatchObject({ completed: 2, total: 2 });
  });

  it("refuses evaluators that would hide each other, and none", () => {
    expect(() => new DatasetComparator([new StatsEvaluator(notes), new StatsEvaluator(notes)])).toThrow(
      'Two evaluators are called "stats-notes"',
    );
    expect(() => new DatasetComparator([])).toThrow("no evaluator was given");
  });

  it("stops when told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(new DatasetComparator(mean).compare({ low }, { signal })).rejects.toThrow("enough");
  });
});

describe("Comparison", () => {
  it("repeats itself with the same seed, whatever the concurrency", async () => {
    const again = await new DatasetComparator([mean]).compare(
      { low, high },
      { reference: "low", seed: 9, concurrency: 1 },
    );
    const twice = await new DatasetComparator([mean]).compare(
      { low, high },
      { reference: "low", seed: 9, concurrency: 20 },
    );
    expect(JSON.stringify(again)).toBe(JSON.stringify(twice));
  });

  it("keeps a map that was drawn, and its numbers when the drawing fails", async () => {
    const points = [{ dataset: "low", id: 0, x: 1, y: 2 }];
    const seen: unknown[] = [];
    const comparator = new DatasetComparator(mean);
    const drawn = await comparator.compare(
      { low },
      {
        seed: 5,
        map: async (datasets, options) => {
          seen.push(
            datasets.map(({ name, dialogs }) => `${name} ${dialogs.length}`),
            options.seed,
          );
          return { embedder: "by-hand", points };
        },
      },
    );
    expect(seen).toEqual([["low 30"], 5]);
    expect(new Comparison(JSON.parse(JSON.stringify(drawn))).map).toEqual({ embedder: "by-hand", points });
    const failed = await comparator.compare(
      { low },
      { seed: 5, map: () => Promise.reject(new Error("model is down")) },
    );
    expect(failed.map).toEqual({ error: "model is down" });
    expect(failed.value("low", "mean-notes")).toBe(drawn.value("low", "mean-notes"));
    expect((await comparator.compare({ low })).map).toBeNull();
  });
});

describe("compareDatasets", () => {
  it("does not ask a score again that evaluateDialogs asked about the same dialogues", async () => {
    let asked = 0;
    const judge = defineScore("judge", async () => ++asked);
    await evaluateDialogs(low, { metrics: [judge], seed: 4 });
    const comparison = await compareDatasets({ low }, { metrics: [judge], seed: 4 });
    expect(asked).toBe(low.length);
    expect(comparison.value("low", "mean-judge")).toBe(15.5);
  });

  it("compares by metric names and embeddings", async () => {
    const comparison = await compareDatasets(
      { reference: low, high },
      {
        metrics: ["word-count", mean],
        embedder: hashingEmbedding({ dimensions: 32 }),
        resamples: 20,
        permutations: 20,
      },
    );
    expect(comparison.rows().map(({ label }) => label)).toEqual([
      "mean-word-count",
      "mean-notes",
      "centroid-similarity",
      "frechet-embedding-distance",
      "precision-recall-precision",
      "precision-recall-recall",
      "vendi-vendi",
      "vendi-relative",
    ]);
    expect(comparison.value("reference", "centroid-similarity")).toBeCloseTo(1, 6);
    expect(comparison.results.every(({ error }) => error === null)).toBe(true);
    const bare = await compareDatasets(
      { reference: low, high },
      { metrics: ["word-count"], embedder: "hashing:32", resamples: 0, permutations: 0 },
    );
    expect(
      bare.results.every(({ error, result }) => error === null && result?.difference === undefined),
    ).toBe(true);
    await expect(compareDatasets({ low }, { metrics: [] })).rejects.toThrow(
      "no metric and no evaluator was given",
    );
  });
});

it("measures what depends on the size on as many dialogues as the smallest set has, the reference among them", async () => {
  const sizes = async (reference: Dialog[], datasets: Record<string, Dialog[]>) =>
    (
      await new DatasetComparator([new DistinctNEvaluator({ n: 1 })]).compare(datasets, { reference })
    ).results.map(({ result }) => result?.n);
  expect(await sizes(low.slice(0, 7), { low, high })).toEqual([7, 7]);
  expect(await sizes(low, { few: high.slice(0, 9), high })).toEqual([9, 9]);
  expect(await sizes(low, { none: [], high })).toEqual([0, 30]);
});

it("keeps the dialogues at the ends of every score, each once and in their order", async () => {
  const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 5];
  const backwards = defineScore("backwards", (dialog) => -(dialog.notes as number));
  const { examples } = await new DatasetComparator([mean, new MeanEvaluator(backwards)]).compare({
    made: valued(...values),
    other: valued(1, 2),
  });
  expect(examples?.map(({ dataset, index, dialog }) => [dataset, index, dialog.notes])).toEqual([
    ...[0, 1, 2, 3, 4, 5].map((index) => ["made", index, values[index]]),
    ["other", 0, 1],
    ["other", 1, 2],
  ]);
});
