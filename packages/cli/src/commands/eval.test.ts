import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFolder } from "@sdialog/datasets-star";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { metricList } from "../terminal/list-option.ts";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-eval-"));
  const dialog = (id: number, text: string) =>
    JSON.stringify({
      id,
      turns: [
        { speaker: "A", text },
        { speaker: "B", text: "Why do you ask?" },
      ],
    });
  await writeFile(join(cwd, "short.jsonl"), `${dialog(1, "Hello.")}\n${dialog(2, "Good morning to you.")}\n`);
  await writeFile(
    join(cwd, "long.jsonl"),
    `${dialog(3, "A much longer message than the others, it has to be said.")}\n${dialog(4, "This one is rather long as well, I should think.")}\n`,
  );
});
afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});

describe("sdialog eval", () => {
  it("prints a row per dialogue and a summary per metric for programs", async () => {
    const run = await runInMemory(
      ["eval", "short.jsonl", "--metrics", "mtld,flesch-reading-ease,word-count", "--json"],
      { cwd },
    );
    expect(run.status).toBe(0);
    const result = JSON.parse(run.out) as {
      dialogs: Record<string, unknown>[];
      summary: Record<string, Record<string, unknown>>;
    };
    expect(result.dialogs.map(({ id }) => id)).toEqual([1, 2]);
    expect(Object.keys(result.summary)).toEqual(["mtld", "flesch-reading-ease", "word-count"]);
    expect(result.summary["word-count"]).toMatchObject({ mean: 6.5, median: 6.5, n: 2 });
    expect(result.summary["word-count"]).toHaveProperty("ci");
    expect(result.summary["word-count"]).toHaveProperty("std");
  });

  it("compares with other dialogues, and says what they are like together", async () => {
    const names = ["contamination", "novelty", "dialog-flow-ppl", "vendi"];
    const args = ["eval", "short.jsonl", "--metrics", names.join(","), "--evaluators", "self-bleu,mauve"];
    const run = await runInMemory([...args, "--reference", "long.jsonl,short.jsonl", "--json"], { cwd });
    const { summary, evaluators } = JSON.parse(run.out) as Record<string, Record<string, { error?: string }>>;
    expect(summary).toMatchObject({ novelty: { mean: 0 }, "dialog-flow-ppl": { n: 2 } });
    expect(Object.keys(evaluators ?? {})).toEqual(["vendi", "self-bleu", "mauve"]);
    expect(Object.values(evaluators ?? {}).filter(({ error }) => error !== undefined)).toEqual([]);
    const table = await runInMemory([...args, "--reference", "long.jsonl"], { cwd });
    expect(table.out).toMatch(/vendi\W+relative/);
    expect((await runInMemory(args, { cwd })).err).toContain("--reference FILE");
  });

  it("gives scores as Python SDialog defines them", async () => {
    const run = await runInMemory(["eval", "short.jsonl", "--compat", "python", "--json"], { cwd });
    const { summary, configuration } = JSON.parse(run.out) as Record<string, Record<string, unknown>>;
    expect(Object.keys(summary ?? {})).toHaveLength(13);
    expect(configuration?.["turn-length"]).toEqual({ compat: "python" });
    expect(configuration?.["gunning-fog"]).toEqual({ compat: "python", syllables: "CMU" });
    // What is not the same in every digit is said where it is printed.
    const counted = /gunning-fog, flesch-reading-ease, linsear-write, dale-chall: syllables/;
    expect(run.err).toMatch(counted);
    const compared = await runInMemory(["compare", "a=short.jsonl", "b=short.jsonl", "--compat", "python"], {
      cwd,
    });
    expect(compared.err).toMatch(counted);
    const others = await runInMemory(
      ["eval", "short.jsonl", "--compat", "python", "--metrics", "turn-length"],
      { cwd },
    );
    expect(others.err).not.toContain("syllables");
    const refused = await runInMemory(["eval", "short.jsonl", "--compat", "python", "--metrics", "mtld"], {
      cwd,
    });
    expect(refused.err).toContain("Python SDialog has no mtld");
  });

  it("writes a report that needs nothing from outside", async () => {
    expect((await runInMemory(["eval", "short.jsonl", "--html", "report.html"], { cwd })).status).toBe(0);
    const html = await readFile(join(cwd, "report.html"), "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/(?:src|href)="https?:/);
  });

  it("names the nearest metric, and asks for files", async () => {
    const unknown = await runInMemory(["eval", "short.jsonl", "--metrics", "mltd"], { cwd });
    expect(unknown).toMatchObject({ status: 2, err: expect.stringContaining("mtld") });
    expect((await runInMemory(["eval"], { cwd })).status).toBe(2);
    expect((await runInMemory(["eval", "missing.jsonl"], { cwd })).err).toContain("missing.jsonl");
  });
});

describe("lists of metrics", () => {
  it("leave a criterion its commas", () => {
    expect(metricList("mtld,g-eval:The bot is brief, and polite,word-count")).toEqual([
      "mtld",
      "g-eval:The bot is brief, and polite",
      "word-count",
    ]);
    expect(metricList("g-eval:a,llm-judge-score:b c, hdd")).toEqual([
      "g-eval:a",
      "llm-judge-score:b c",
      "hdd",
    ]);
  });
});

describe("sdialog compare", () => {
  it("holds datasets against a reference", async () => {
    const args = [
      "compare",
      "short=short.jsonl",
      "long=long.jsonl",
      "--reference",
      "short",
      "--metrics",
      "word-count",
    ];
    const table = await runInMemory(args, { cwd });
    expect(table.out).toContain("short (reference)");
    const json = JSON.parse((await runInMemory([...args, "--json"], { cwd })).out) as {
      reference: string;
      datasets: unknown[];
    };
    expect(json).toMatchObject({
      reference: "short",
      datasets: [
        { name: "short", n: 2 },
        { name: "long", n: 2 },
      ],
    });
    expect((await runInMemory(["compare", "short.jsonl"], { cwd })).status).toBe(2);
    expect((await runInMemory(["compare", "a=short.jsonl", "a=long.jsonl"], { cwd })).status).toBe(2);
    expect((await runInMemory([...args.slice(0, 3), "--reference", "none"], { cwd })).status).toBe(2);
  });

  it("takes STAR with filters, evaluators by name, and says which filters there are", async () => {
    const run = (source: string, ...more: string[]) =>
      runInMemory(
        ["compare", `real=${source}`, "made=short.jsonl", "--reference", "real", ...more, "--json"],
        { cwd },
      );
    const evaluators = ["mean-word-count", "wasserstein-distance-turn-count", "distinct-2"];
    const result = await run(`star:${sampleFolder}`, "--evaluators", evaluators.join(","));
    const { results, datasets } = JSON.parse(result.out) as {
      results: { evaluator: string; dataset: string; error: unknown }[];
      datasets: { name: string; n: number }[];
    };
    expect([...new Set(results.map(({ evaluator }) => evaluator))]).toEqual(evaluators);
    expect(results.map(({ error }) => error)).toEqual(results.map(() => null));
    const happy = await run(`star:${sampleFolder}?happy=true`, "--metrics", "turn-count");
    const filtered = JSON.parse(happy.out) as { readonly datasets: typeof datasets };
    expect(filtered.datasets[0]?.n).toBeLessThan(datasets[0]?.n as number);
    expect(await run(`star:${sampleFolder}?mood=good`)).toMatchObject({
      status: 2,
      err: expect.stringContaining("is not a filter of STAR") as string,
    });
    expect((await run("short.jsonl", "--evaluators", "vendy")).err).toContain("vendi");
  });
});
