import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import {
  DatasetComparator,
  type DatasetEvaluator,
  defineScore,
  DistinctNEvaluator,
  KdeDivergenceEvaluator,
  MeanEvaluator,
  StatsEvaluator,
} from "@sdialog/evaluation";
import { MtldScore } from "@sdialog/evaluation/scores";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { printComparison } from "./print-comparison.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderTable } from "./render-table.ts";
import { saveComparison } from "./save-comparison.ts";
import { savePlots } from "./save-plots.ts";

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

const compare = () =>
  new DatasetComparator([mean, new StatsEvaluator(notes), new MeanEvaluator(new MtldScore())]).compare(
    { '=ref, "quoted"': low, "<b>&high": high },
    { reference: '=ref, "quoted"', seed: 1 },
  );

describe("a comparison for people", () => {
  it("says in every form what failed, and nothing in a message breaks it", async () => {
    const failing: DatasetEvaluator = {
      name: "broken",
      evaluate: () => Promise.reject(new Error("no | model <here>")),
    };
    const comparison = await new DatasetComparator([failing, mean]).compare({ low });
    expect(renderTable(comparison)).toContain("Broken failed on low: no | model <here>");
    expect(renderMarkdown(comparison)).toContain(String.raw`no \| model \<here\>`);
    expect(renderMarkdown(await compare())).toMatch(/^\|[ ]+\| =ref, "quoted" \(reference\), n = 30 \|/);
    expect(await renderHtml(comparison)).toContain("no | model &lt;here&gt;");
  });

  it("goes to the console as its table", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const comparison = await compare();
    try {
      printComparison(comparison);
      expect(log.mock.calls).toEqual([[renderTable(comparison)]]);
    } finally {
      log.mockRestore();
    }
  });

  it("prints a table with intervals, stars and footnotes", async () => {
    const table = renderTable(await compare());
    expect(table).toContain("n = 30");
    expect(table).toMatch(/Notes, mean .*2 \[1\.\d+, 2\.\d+\].*12 \[11\.\d+, 12\.\d+\] \*\*/);
    expect(table).toContain("95 % interval");
    expect(table).toContain("Lexical diversity, MTLD, mean is not defined for 30 of <b>&high");
  });

  it("says on how many dialogues a number was measured, where that is a sample", async () => {
    const sets = { few: low.slice(0, 10), many: high };
    const comparison = await new DatasetComparator([mean, new DistinctNEvaluator({ n: 1 })]).compare(sets);
    const table = renderTable(comparison);
    expect(table.match(/\(n = 10\)/g)).toHaveLength(2);
    const note = "measured on 10 of 30 dialogues of many, as many as the smallest set has";
    expect(table).toContain(note);
    expect(renderMarkdown(comparison)).toContain(note);
    const page = await renderHtml(comparison);
    expect(page).toContain("<small>n = 10</small>");
    expect(page).toContain(note);
    await saveComparison(comparison, join(folder, "sampled.csv"));
    expect(await readFile(join(folder, "sampled.csv"), "utf8")).toMatch(
      /^many,distinct-1,distinct,.*,10,30,0,0,/m,
    );
  });

  it("says which way is better, where one is", async () => {
    const good = { ...defineScore("good", (dialog) => dialog.notes as number), direction: "higher" } as const;
    const evaluators = [
      new MeanEvaluator(good),
      mean,
      new KdeDivergenceEvaluator(notes, { divergences: ["cs"] }),
    ];
    const table = renderTable(await new DatasetComparator(evaluators).compare({ reference: low, high }));
    expect(table).toMatch(/Good, mean ↑ /);
    expect(table).toMatch(/Notes, mean {3}/);
    expect(table).toMatch(/Notes, Cauchy–Schwarz divergence \(nats\) ↓ /);
    expect(table).toContain("↓ lower is better, or nearer to the reference");
  });

  it("writes every format, and nothing in a name breaks it", async () => {
    const comparison = await compare();
    for (const extension of ["html", "json", "csv", "md", "txt"])
      await saveComparison(comparison, join(folder, `out.${extension}`));
    const read = (extension: string): Promise<string> => readFile(join(folder, `out.${extension}`), "utf8");
    const json = JSON.parse(await read("json")) as typeof comparison;
    expect(json).toMatchObject({ reference: '=ref, "quoted"', seed: 1 });
    expect(json.results[0]?.result?.sample).toBeUndefined();
    const csv = (await read("csv")).split("\n");
    expect(csv[0]).toBe(
      "dataset,evaluator,statistic,value,low,high,level,better,n,dialogs,missing,failed,p,adjusted_p,effect,seed,error",
    );
    expect(csv[1]).toMatch(/^"'=ref, ""quoted""",mean-notes,mean,2,1\.\d+,2\.\d+,0\.95,,30,30,0,0,,,,1,$/);
    expect(csv).toHaveLength(1 + 2 * 7 + 1);
    const html = await read("html");
    expect(html).not.toContain("<b>&high");
    expect(html).toContain("&lt;b&gt;&amp;high");
    // A dot for either dataset, two pictures and their cumulative curves.
    expect(html.match(/<svg/g)).toHaveLength(2 + 2 + 2);
    expect(html).not.toMatch(/(?:src|href)="?https?:/);
    expect(
      JSON.parse(/<script type="application\/json" id="comparison">(.*?)<\/script>/s.exec(html)?.[1] ?? ""),
    ).toEqual(json);
    await expect(saveComparison(comparison, "report.pdf")).rejects.toMatchObject({
      hint: expect.stringContaining(".html"),
    });
  });

  it("gives plots whose names are alike in a path a number", async () => {
    const evaluators = ["a b", "a/b", "a-b"].map((name) => new MeanEvaluator(notes, { name }));
    const comparison = await new DatasetComparator(evaluators).compare({ low });
    const paths = await savePlots(comparison, join(folder, "alike"));
    expect(paths.map((path) => path.split("/").at(-1))).toEqual(["a-b.svg", "a-b-2.svg", "a-b-3.svg"]);
    // Letters of a picture of dots are dots already.
    const [png] = await savePlots(comparison, join(folder, "dots"), { format: "png", text: "outlines" });
    expect((await readFile(png as string)).subarray(1, 4).toString()).toBe("PNG");
  });

  it("draws plots as SVG and PNG, whose letters are outlines when asked", async () => {
    const comparison = await compare();
    const svgs = await savePlots(comparison, join(folder, "svg"));
    expect(await readFile(svgs[0] as string, "utf8")).toContain("<text");
    const [outlined] = await savePlots(comparison, join(folder, "outlined"), { text: "outlines" });
    const drawn = await readFile(outlined as string, "utf8");
    expect(drawn).not.toContain("<text");
    expect(drawn).toContain("<title>Notes of ");
    expect(svgs.map((path) => path.split("/").at(-1))).toEqual(["mean-notes.svg", "stats-notes.svg"]);
    expect(await readFile(svgs[0] as string, "utf8")).toMatch(/^<svg/);
    const [png] = await savePlots(comparison, join(folder, "png"), { format: "png" });
    expect((await readFile(png as string)).subarray(1, 4).toString()).toBe("PNG");
  });
});
