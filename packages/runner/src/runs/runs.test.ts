import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkRun } from "./check-run.ts";
import { compareRuns } from "./compare-runs.ts";
import { listRuns, showRun } from "./list-runs.ts";
import { mergeInto, mergeRuns } from "./merge-runs.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { runShard } from "../run/run-shard.ts";
import { readStates, runStatus } from "./run-status.ts";
import { StoreError } from "../errors/store-error.ts";
import { type Manifest, readManifest, writeManifest } from "../store/manifest.ts";
import { TaskStates } from "../store/task-states.ts";
import { shardFolder } from "../store/shard-folders.ts";

const recipe = {
  kind: "dialogues",
  count: 9,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Ann" }, { name: "Bob", role: ["clerk", "cook"] }],
};
const models = { "echo:1": echoModel() };
const budget = { tokens: 1 };

describe("parts of a run", () => {
  it("are done apart and merged into the same dialogues, each once however often", async () => {
    const folder = await temporaryFolder();
    const [whole, cut] = [join(folder, "whole"), join(folder, "cut")];
    await runRecipe(recipe, { out: whole, models });
    // Nothing but the manifest, since the budget is used up by the first task.
    await runRecipe({ ...recipe, concurrency: 1, budget }, { out: cut, models });
    expect(await runStatus(cut)).toMatchObject({ done: 1, pending: 8 });
    await runRecipe({ ...recipe, concurrency: 1 }, { out: cut, models, signal: AbortSignal.abort() });
    const shards = [0, 1, 2].map((index) => ({ index, of: 3 }));
    for (const shard of shards) await runShard(cut, shard, { models });
    expect(await runStatus(cut)).toMatchObject({ done: 9, pending: 0 });
    const folders = shards.map((shard) => shardFolder(cut, shard));
    const target = join(folder, "merged");
    expect(await mergeRuns(target, [cut, ...folders])).toEqual({ added: 9, skipped: 0, damage: [] });
    expect(await mergeRuns(target, [cut, ...folders])).toEqual({ added: 0, skipped: 9, damage: [] });
    expect(await dialogContents(target)).toEqual(await dialogContents(whole));
    expect((await readFile(join(target, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(18);
  });

  it("count what is theirs to do: nothing of other parts, and nothing that the whole has done", async () => {
    const folder = await temporaryFolder();
    const counts: unknown[] = [];
    const part = async (out: string, index: number, of: number) => {
      const { done, failed, pending, total, end } = await runShard(
        out,
        { index, of },
        {
          models,
          onEvent: (event) => void (event.type === "start" && counts.push(event.progress.total)),
        },
      );
      return { done, failed, pending, total, end };
    };
    const [whole, begun] = [join(folder, "whole"), join(folder, "begun")];
    await runRecipe(recipe, { out: whole, models });
    expect(await part(whole, 0, 2)).toEqual({ done: 0, failed: 0, pending: 0, total: 0, end: "complete" });
    await runRecipe({ ...recipe, concurrency: 1, budget }, { out: begun, models });
    await runRecipe(recipe, { out: begun, models, signal: AbortSignal.abort() });
    // The first of the five is done by the whole.
    expect(await part(begun, 0, 2)).toEqual({ done: 4, failed: 0, pending: 0, total: 4, end: "complete" });
    expect(await part(begun, 1, 2)).toEqual({ done: 4, failed: 0, pending: 0, total: 4, end: "complete" });
    expect(counts).toEqual([0, 4, 4]);
  });

  it("that a full disk refuses say so once, where everybody waits for it", async () => {
    const folder = await temporaryFolder();
    await runRecipe(recipe, { out: folder, models });
    const { manifest } = await readStates(folder);
    const full = new StoreError("the disk is full", { problem: "full", folder });
    // Refused at once: long before the last line is read. Nobody may be left with an error that nothing listens to.
    const store = { states: new TaskStates(manifest.variants), manifest };
    await expect(mergeInto(store, folder, () => Promise.reject(full))).rejects.toBe(full);
  });

  it("cannot be merged when they are of different recipes, or be counted wrongly", async () => {
    const folder = await temporaryFolder();
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    await runRecipe(recipe, { out: a, models });
    await runRecipe({ ...recipe, seed: 1 }, { out: b, models });
    await expect(mergeRuns(a, [b])).rejects.toMatchObject({
      code: "store_another_run",
      message: expect.stringMatching(/a run of another recipe than .+: seed is 0, not 1$/) as string,
    });
    await expect(runShard(a, { index: 3, of: 3 })).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

it("failures are merged once, and not of tasks that are done; what was mended since has no reason any more", async () => {
  const folder = await temporaryFolder();
  const [source, target, finished] = ["source", "target", "finished"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const short = { ...recipe, count: 3, modelRetries: 0, retries: 0, concurrency: 1 };
  let calls = 0;
  const frail = scriptedModel(() => {
    if (++calls === 1) return "Hm.";
    throw new ModelError("no", { kind: "invalid_request", model: "echo:1" });
  });
  await runRecipe(short, { out: source, models: { "echo:1": frail } });
  await runRecipe(short, { out: finished, models });
  const failures = async (run: string) =>
    (await readFile(join(run, "failures.jsonl"), "utf8")).trim().split("\n").filter(Boolean).length;
  const counts = await runStatus(source);
  expect(counts).toMatchObject({ done: 0, failed: 3 });
  for (const added of [3, 0]) {
    expect(await mergeRuns(target, [source])).toMatchObject({ added });
    expect(await runStatus(target)).toMatchObject({ failed: 3, reasons: counts.reasons });
    expect(await failures(target)).toBe(3);
  }
  expect(await mergeRuns(finished, [source])).toMatchObject({ added: 0 });
  expect(await failures(finished)).toBe(0);
  // The failures stay in the file, and count for nothing.
  await mergeRuns(target, [finished]);
  expect(await runStatus(target)).toMatchObject({ done: 3, failed: 0, reasons: {}, messages: {} });
  expect(await failures(target)).toBe(3);
});

it("results that are merged again after a loss are told of, and count no call twice", async () => {
  const folder = await temporaryFolder();
  const [source, target] = [join(folder, "source"), join(folder, "target")];
  await runRecipe(recipe, { out: source, models });
  await mergeRuns(target, [source]);
  const calls = async () => (await readFile(join(target, "usage.jsonl"), "utf8")).trim().split("\n").length;
  await writeFile(join(target, "dialogues.jsonl"), "");
  const { added, damage } = await mergeRuns(target, [source]);
  expect(added).toBe(9);
  expect(damage).toEqual([expect.objectContaining({ file: "dialogues.jsonl" })]);
  expect(await calls()).toBe(18);
  // What a source has lost is told of, too.
  await writeFile(join(source, "usage.jsonl"), "");
  expect((await mergeRuns(target, [source])).damage).toEqual([
    expect.objectContaining({ file: join(source, "usage.jsonl") }),
  ]);
  expect(await calls()).toBe(18);
  expect(await checkRun(target)).toEqual([]);
});

describe("what is merged into a run that is there", () => {
  const merged = async (change: (manifest: Manifest) => Manifest) => {
    const folder = await temporaryFolder();
    const [source, target] = [join(folder, "source"), join(folder, "target")];
    await runRecipe(recipe, { out: source, models });
    await runRecipe(
      { ...recipe, concurrency: 2, budget: { tokens: 90_000 } },
      {
        out: target,
        models,
        signal: AbortSignal.abort(),
      },
    );
    await writeManifest(source, change(await readManifest(source)));
    const before = await readManifest(target);
    const merging = mergeRuns(target, [source]);
    return { merging, before, after: () => readManifest(target), target };
  };
  const withRecipe = (manifest: Manifest, fields: object): Manifest => ({
    ...manifest,
    variants: manifest.variants.map((variant) => ({ ...variant, recipe: { ...variant.recipe, ...fields } })),
  });

  it.each([
    ["its own settings", {}],
    ["modules that would be run", { imports: ["./evil.mjs"] }],
    ["services that would be told", { tracking: { otlp: { url: "https://elsewhere.example" } } }],
    ["another executor", { executor: "slurm", concurrency: 7, budget: { tokens: 5 } }],
  ])("leaves its manifest as it is: %s", async (_, fields) => {
    const { merging, before, after } = await merged((manifest) => ({
      ...withRecipe(manifest, fields),
      name: "another",
      base: "/elsewhere",
      environment: { node: "v0" },
      origins: { imports: "somewhere" },
    }));
    expect(await merging).toMatchObject({ added: 9, skipped: 0 });
    expect(await after()).toEqual(before);
  });

  it.each([
    [
      "a recipe that was changed",
      (manifest: Manifest) => withRecipe(manifest, { maxTurns: 3 }),
      /is not the one/,
    ],
    [
      "more than its count",
      (manifest: Manifest) => ({
        ...manifest,
        variants: manifest.variants.map((variant) => ({ ...variant, count: 12 })),
      }),
      /a count of 9, and the one to be merged into it 12/,
    ],
    [
      "results in another file",
      (manifest: Manifest) => ({ ...manifest, results: "others.jsonl" }),
      /another recipe/,
    ],
  ])("is nothing when the source has %s", async (_, change, message) => {
    const { merging, before, after, target } = await merged(change);
    await expect(merging).rejects.toThrow(message);
    expect(await after()).toEqual(before);
    expect(await runStatus(target)).toMatchObject({ done: 0, pending: 9 });
  });

  it("is not what the source itself no longer counts, however often", async () => {
    const folder = await temporaryFolder();
    const [source, target] = [join(folder, "source"), join(folder, "target")];
    await runRecipe(recipe, { out: source, models });
    await runRecipe({ ...recipe, count: 4 }, { out: source, models });
    for (const added of [4, 0])
      expect(await mergeRuns(target, [source])).toEqual({ added, skipped: 4 - added, damage: [] });
    expect(await checkRun(target)).toEqual([]);
  });
});

describe("listRuns and compareRuns", () => {
  it("show what was run, with which settings, and what came of it", async () => {
    const folder = await temporaryFolder();
    const [a, b] = [join(folder, "a"), join(folder, "b")];
    await runRecipe({ ...recipe, name: "first" }, { out: a, models });
    await runRecipe({ ...recipe, name: "second", maxTurns: 4, count: 2 }, { out: b, models });
    const runs = await listRuns(folder);
    expect(runs.map(({ name, done }) => [name, done])).toEqual([
      ["second", 2],
      ["first", 9],
    ]);
    expect(await showRun(a)).toMatchObject({
      usage: { calls: 18 },
      usageByModel: { "echo:1": { calls: 18 } },
      manifest: { environment: { node: process.version } },
    });
    expect((await showRun(a)).log.at(-1)).toMatch(/complete: {"done":9/);
    const { settings, metrics } = await compareRuns([a, b]);
    expect(settings).toEqual(
      [
        { path: "name", values: ["first", "second"] },
        { path: "count", values: [9, 2] },
        { path: "maxTurns", values: [2, 4] },
      ].map((row) => expect.objectContaining(row) as object),
    );
    expect(metrics.find(({ name }) => name === "calls")?.values).toEqual([18, 8]);
  });

  it("write no secret into a run's folder", async () => {
    const out = await temporaryFolder();
    process.env["OPENAI_API_KEY"] = "sk-very-secret";
    await runRecipe(recipe, { out, models });
    delete process.env["OPENAI_API_KEY"];
    for (const name of await readdir(out))
      expect(await readFile(join(out, name), "utf8")).not.toContain("sk-very-secret");
  });
});
