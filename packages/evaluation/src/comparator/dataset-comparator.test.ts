import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatasetEvaluator } from "../dataset-evaluator.ts";
import { hashingEmbedding } from "../embeddings/hashing-embedding.ts";
import { KdeDivergenceEvaluator } from "../evaluators/kde-divergence-evaluator.ts";
import { MeanEvaluator } from "../evaluators/mean-evaluator.ts";
import { StatsEvaluator } from "../evaluators/stats-evaluator.ts";
import { evaluateDialogs } from "../evaluate/evaluate-dialogs.ts";
import { defineScore } from "../scores/define-score.ts";
import { MtldScore } from "../scores/mtld.ts";
import { compareDatasets } from "./compare-datasets.ts";
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
    expect(comparison.toTable()).toContain("broken failed on low: no | model <here>");
    expect(comparison.toMarkdown()).toContain(String.raw`no \| model \<here\>`);
    expect(await comparison.toHtml()).toContain("no | model &lt;here&gt;");
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
  const compare = () =>
    new DatasetComparator([mean, new StatsEvaluator(notes), new MeanEvaluator(new MtldScore())]).compare(
      { '=ref, "quoted"': low, "<b>&high": high },
      { reference: '=ref, "quoted"', seed: 1 },
    );

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

  it("prints a table with intervals, stars and footnotes", async () => {
    const table = (await compare()).toTable();
    expect(table).toContain("n = 30");
    expect(table).toMatch(/mean-notes .*2 \[1\.\d+, 2\.\d+\].*12 \[11\.\d+, 12\.\d+\] \*\*/);
    expect(table).toContain("95 % interval");
    expect(table).toContain("mean-mtld is not defined for 30 of <b>&high");
  });

  it("says which way is better, where one is", async () => {
    const good = { ...defineScore("good", (dialog) => dialog.notes as number), direction: "higher" } as const;
    const evaluators = [
      new MeanEvaluator(good),
      mean,
      new KdeDivergenceEvaluator(notes, { divergences: ["cs"] }),
    ];
    const table = (await new DatasetComparator(evaluators).compare({ reference: low, high })).toTable();
    expect(table).toMatch(/mean-good ↑ /);
    expect(table).toMatch(/mean-notes {3}/);
    expect(table).toMatch(/kde-divergence-notes ↓ /);
    expect(table).toContain("↓ lower is better, or nearer to the reference");
  });

  it("writes every format, and nothing in a name breaks it", async () => {
    const comparison = await compare();
    for (const extension of ["html", "json", "csv", "md", "txt"])
      await comparison.save(join(folder, `out.${extension}`));
    const read = (extension: string): Promise<string> => readFile(join(folder, `out.${extension}`), "utf8");
    const json = JSON.parse(await read("json")) as typeof comparison;
    expect(json).toMatchObject({ reference: '=ref, "quoted"', seed: 1 });
    expect(json.results[0]?.result?.sample).toBeUndefined();
    const csv = (await read("csv")).split("\n");
    expect(csv[0]).toBe(
      "dataset,evaluator,statistic,value,low,high,level,better,n,missing,failed,p,adjusted_p,effect,seed,error",
    );
    expect(csv[1]).toMatch(/^"'=ref, ""quoted""",mean-notes,mean,2,1\.\d+,2\.\d+,0\.95,,30,0,0,,,,1,$/);
    expect(csv).toHaveLength(1 + 2 * 7 + 1);
    const html = await read("html");
    expect(html).not.toContain("<b>&high");
    expect(html).toContain("&lt;b&gt;&amp;high");
    expect(html.match(/<svg/g)).toHaveLength(2);
    expect(html).not.toMatch(/(?:src|href)="?https?:/);
    expect(
      JSON.parse(/<script type="application\/json" id="comparison">(.*?)<\/script>/s.exec(html)?.[1] ?? ""),
    ).toEqual(json);
    await expect(comparison.save("report.pdf")).rejects.toMatchObject({
      hint: expect.stringContaining(".html"),
    });
  });

  it("draws plots as SVG and PNG", async () => {
    const comparison = await compare();
    const svgs = await comparison.savePlots(join(folder, "svg"));
    expect(svgs.map((path) => path.split("/").at(-1))).toEqual(["mean-notes.svg", "stats-notes.svg"]);
    expect(await readFile(svgs[0] as string, "utf8")).toMatch(/^<svg/);
    const [png] = await comparison.savePlots(join(folder, "png"), { format: "png" });
    expect((await readFile(png as string)).subarray(1, 4).toString()).toBe("PNG");
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
    await expect(compareDatasets({ low }, { metrics: [] })).rejects.toThrow("no metric was given");
  });
});
