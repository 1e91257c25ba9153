import { appendFile, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ChatRequest, ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { dialogContents, readDialogs } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { resumeRun } from "./resume-run.ts";
import { retryFailed } from "./retry-failed.ts";
import { runRecipe } from "./run-recipe.ts";
import { runStatus } from "../runs/run-status.ts";

const smallest = {
  kind: "dialogues",
  count: 5,
  seed: 7,
  model: "echo:1",
  maxTurns: 4,
  personas: [
    { name: "Alice", role: "barista" },
    { name: "Bob", role: ["customer", "tourist"] },
  ],
};

describe("runRecipe", () => {
  it("makes every dialogue of the smallest recipe and says how it went", async () => {
    const out = join(await temporaryFolder(), "run");
    const events: string[] = [];
    const summary = await runRecipe(smallest, {
      out,
      models: { "echo:1": echoModel() },
      onEvent: ({ type }) => events.push(type),
    });
    expect(summary).toMatchObject({ done: 5, failed: 0, pending: 0, end: "complete" });
    expect(events).toEqual(["start", "task", "task", "task", "task", "task", "finish"]);
    const dialogs = await readDialogs(out);
    expect(dialogs.map((dialog) => dialog.length)).toEqual([4, 4, 4, 4, 4]);
    expect(new Set(dialogs.map(({ id }) => id)).size).toBe(5);
    const roles = dialogs.map(({ personas }) => (personas as { Bob: { role: string } }).Bob.role);
    expect(new Set(roles)).toEqual(new Set(["customer", "tourist"]));
    const usage = (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n");
    expect(usage).toHaveLength(20);
    expect(await runStatus(out)).toMatchObject({ done: 5, failed: 0, pending: 0, total: 5 });
  });

  it("makes the same dialogues at any concurrency", async () => {
    const folder = await temporaryFolder();
    const models = { "echo:1": echoModel(1) };
    await runRecipe({ ...smallest, concurrency: 1 }, { out: join(folder, "one"), models });
    await runRecipe({ ...smallest, concurrency: 5 }, { out: join(folder, "five"), models });
    expect(await dialogContents(join(folder, "five"))).toEqual(await dialogContents(join(folder, "one")));
  });

  it("makes nothing twice, and only what is missing when more is asked for", async () => {
    const out = await temporaryFolder();
    const model = echoModel();
    await runRecipe(smallest, { out, models: { "echo:1": model } });
    const calls = model.calls();
    await runRecipe(smallest, { out, models: { "echo:1": model } });
    expect(model.calls()).toBe(calls);
    await runRecipe({ ...smallest, count: 7 }, { out, models: { "echo:1": model } });
    expect(model.calls()).toBe(calls + 8);
    expect(await readDialogs(out)).toHaveLength(7);
  });

  it.each([0, -1, 1.5, Number.NaN])(
    "reads answers of a whole number of bytes, and not of %d",
    async (most) => {
      const out = join(await temporaryFolder(), "run");
      const running = runRecipe(smallest, { out, models: { "echo:1": echoModel() }, maxResponseBytes: most });
      await expect(running).rejects.toMatchObject({
        code: "invalid_argument",
        message: expect.stringMatching(/^maxResponseBytes must be .*at least 1/) as string,
      });
      await expect(readdir(out)).rejects.toMatchObject({ code: "ENOENT" });
    },
  );

  it("refuses a folder that holds a run of another recipe", async () => {
    const out = await temporaryFolder();
    await runRecipe(smallest, { out, models: { "echo:1": echoModel() } });
    await expect(runRecipe({ ...smallest, seed: 8 }, { out })).rejects.toMatchObject({
      code: "store_another_run",
      hint: expect.stringContaining("resume the run, which keeps its own recipe") as string,
    });
  });

  it("mends nothing in a folder whose recipe was changed, and refuses it", async () => {
    const out = await temporaryFolder();
    await runRecipe(smallest, { out, models: { "echo:1": echoModel() } });
    await appendFile(join(out, "usage.jsonl"), '{"torn": ');
    const path = join(out, "manifest.json");
    const manifest = await readFile(path, "utf8");
    const holding = async (): Promise<string[]> =>
      Promise.all(
        (await readdir(out))
          .toSorted()
          .map(async (name) => `${name} ${await readFile(join(out, name), "utf8")}`),
      );
    await writeFile(path, manifest.replace("barista", "baker"));
    const before = await holding();
    for (const goOn of [resumeRun, retryFailed])
      await expect(goOn(out, { models: { "echo:1": echoModel() }, trust: true })).rejects.toMatchObject({
        code: "data_format",
      });
    expect(await holding()).toEqual(before);
    await writeFile(path, manifest);
    await resumeRun(out, { models: { "echo:1": echoModel() } });
    expect(await readdir(out)).toContain("usage.jsonl.damaged");
  });

  it.each(["/dev/null", "/dev/null/run", "/proc/run", "/sys/kernel/run"])(
    "says at once that no run can be kept in %s",
    async (out) => {
      await expect(runRecipe(smallest, { out, models: { "echo:1": echoModel() } })).rejects.toMatchObject({
        code: expect.stringMatching(/^store_(?:missing|read_only)$/) as string,
      });
    },
  );

  it.each([
    ["deleted", (out: string) => rm(out, { recursive: true })],
    ["moved", (out: string) => rename(out, `${out}-elsewhere`)],
  ])("stops, and says so, when its folder is %s", async (_how, takeAway) => {
    const out = join(await temporaryFolder(), "run");
    const inner = echoModel(1);
    const model = {
      ...inner,
      generate: async (request: Parameters<typeof inner.generate>[0]) => {
        if (inner.calls() === 12) await takeAway(out);
        return inner.generate(request);
      },
    };
    const many = { ...smallest, count: 100, concurrency: 1 };
    await expect(runRecipe(many, { out, models: { "echo:1": model }, syncEveryMs: 0 })).rejects.toMatchObject(
      { code: "store_missing", message: expect.stringContaining("was removed") as string },
    );
    expect(inner.calls()).toBeLessThan(30);
  });

  it("tells of replies that were cut off or filtered", async () => {
    for (const [finishReason, fault] of [
      ["length", "truncated"],
      ["content_filter", "filtered"],
    ] as const) {
      const out = await temporaryFolder();
      const model = scriptedModel(() => ({ text: "Well, I", finishReason }));
      const summary = await runRecipe(smallest, { out, models: { "echo:1": model } });
      expect(summary).toMatchObject({ done: 5, faults: { [fault]: 20 } });
    }
  });

  it("goes on from the last model call after an interruption, to the dialogues an uninterrupted run makes", async () => {
    const folder = await temporaryFolder();
    const whole = echoModel();
    await runRecipe(smallest, { out: join(folder, "whole"), models: { "echo:1": whole } });
    const stop = new AbortController();
    const first = echoModel(5);
    const model = {
      ...first,
      generate: (request: Parameters<typeof first.generate>[0]) => {
        if (first.calls() >= 7) stop.abort();
        return first.generate(request);
      },
    };
    const out = join(folder, "cut");
    const cut = await runRecipe(smallest, { out, models: { "echo:1": model }, signal: stop.signal });
    expect(cut.end).toBe("cancelled");
    expect(cut.pending).toBeGreaterThan(0);
    const second = echoModel();
    expect(await resumeRun(out, { models: { "echo:1": second } })).toMatchObject({
      end: "complete",
      done: 5,
    });
    expect(second.calls()).toBeLessThan(20);
    expect(first.calls() + second.calls()).toBeLessThanOrEqual(20 + 5);
    expect(await dialogContents(out)).toEqual(await dialogContents(join(folder, "whole")));
    expect((await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(20);
  });

  it("keeps failures with their reasons, and tries them again from where they were", async () => {
    const out = await temporaryFolder();
    let broken = true;
    let calls = 0;
    const model = scriptedModel(
      (request) => {
        calls++;
        const failing = broken && request.messages.length === 4;
        if (failing) throw new ModelError("no", { kind: "invalid_request", model: "echo:1" });
        return "Fine.";
      },
      { id: "echo:1" },
    );
    const first = await runRecipe(smallest, { out, models: { "echo:1": model } });
    expect(first).toMatchObject({ done: 0, failed: 5, reasons: { provider_error: 5 } });
    expect(await runStatus(out)).toMatchObject({ failed: 5, reasons: { provider_error: 5 } });
    const row = JSON.parse(
      (await readFile(join(out, "failures.jsonl"), "utf8")).split("\n")[0] as string,
    ) as object;
    expect(row).toMatchObject({
      reason: "provider_error",
      code: "model_invalid_request",
      data: { turns: [{}, {}, {}] },
    });
    broken = false;
    calls = 0;
    expect(await retryFailed(out, { models: { "echo:1": model } })).toMatchObject({ done: 5, failed: 0 });
    expect(calls).toBe(5);
    expect((await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(20);
  });

  it("stops at once when no task can succeed, and leaves the tasks to be done", async () => {
    const out = await temporaryFolder();
    const model = scriptedModel([new ModelError("wrong key", { kind: "authentication", model: "echo:1" })], {
      id: "echo:1",
    });
    await expect(
      runRecipe({ ...smallest, concurrency: 1 }, { out, models: { "echo:1": model } }),
    ).rejects.toMatchObject({
      message: expect.stringContaining("wrong key") as string,
    });
    expect(await runStatus(out)).toMatchObject({ done: 0, failed: 0, pending: 5 });
  });

  it("stops when the budget is used up", async () => {
    const out = await temporaryFolder();
    const recipe = { ...smallest, concurrency: 1, budget: { tokens: 1000 } };
    const summary = await runRecipe(recipe, { out, models: { "echo:1": echoModel() } });
    expect(summary.end).toBe("budget");
    expect(summary.done).toBeGreaterThan(0);
    expect(summary.pending).toBeGreaterThan(0);
  });

  it.each([
    ["openai:nobody-knows", {}],
    ["openai:my-own", { baseURL: "http://127.0.0.1:9/v1" }],
  ])("spends nothing on %s when a limit in dollars could not be kept", async (name, more) => {
    const out = await temporaryFolder();
    const recipe = { ...smallest, model: { name, ...more }, budget: { dollars: 5 } };
    await expect(runRecipe(recipe, { out })).rejects.toMatchObject({
      code: "budget_unpriced",
      message: expect.stringContaining(`The price of ${name} is not known`) as string,
    });
    // Not even a run is begun.
    expect(await readdir(out)).toEqual([]);
  });

  it("stops at the first call that tells no cost, when its cost was to be limited, and keeps what it made", async () => {
    const out = await temporaryFolder();
    const recipe = { ...smallest, concurrency: 1, budget: { dollars: 5 } };
    const echo = echoModel();
    const models = {
      "echo:1": {
        ...echo,
        async generate(request: ChatRequest) {
          const { usage, ...result } = await echo.generate(request);
          return { ...result, usage: { ...usage, cost: undefined } };
        },
      },
    };
    const refusal = { code: "budget_unpriced", hint: expect.stringContaining("budget.tokens") as string };
    await expect(runRecipe(recipe, { out, models })).rejects.toMatchObject(refusal);
    expect(await runStatus(out)).toMatchObject({ done: 1, pending: 4 });
    // Nor does it go on with the first one's cost unknown.
    await expect(runRecipe(recipe, { out, models })).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining("Earlier calls of echo:1 told no cost") as string,
    });
    expect(await runRecipe({ ...recipe, budget: {} }, { out, models })).toMatchObject({ done: 5 });
  });

  it("sweeps", async () => {
    const out = await temporaryFolder();
    await runRecipe(smallest, { out, overrides: ["seed=1,2", "count=2"], models: { "echo:1": echoModel() } });
    expect((await readDialogs(out)).map(({ seed }) => seed)).toHaveLength(4);
    expect(await runStatus(out)).toMatchObject({ done: 4, total: 4 });
  });

  it("repairs a torn last line and does its task again", async () => {
    const out = await temporaryFolder();
    await runRecipe(smallest, { out, models: { "echo:1": echoModel() } });
    const before = await dialogContents(out);
    const path = join(out, "dialogues.jsonl");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.slice(0, -40));
    expect(await runStatus(out)).toMatchObject({ done: 4, pending: 1 });
    await resumeRun(out, { models: { "echo:1": echoModel() } });
    expect(await dialogContents(out)).toEqual(before);
  });
});
