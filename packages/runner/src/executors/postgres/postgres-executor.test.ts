import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import { runStatus } from "../../run/run-status.ts";
import { dialogContents } from "../../testing/dialog-contents.ts";
import { echoModel } from "../../testing/echo-model.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const recipe = {
  kind: "dialogues",
  count: 30,
  seed: 3,
  model: "echo:1",
  maxTurns: 4,
  concurrency: 6,
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};

describe("postgresExecutor", () => {
  it("makes the dialogues the local executor makes, with a database of its own", async () => {
    const folder = await temporaryFolder();
    const models = { "echo:1": echoModel() };
    const [here, there] = [join(folder, "here"), join(folder, "there")];
    await runRecipe(recipe, { out: here, models });
    const summary = await runRecipe({ ...recipe, executor: "postgres" }, { out: there, models });
    expect(summary).toMatchObject({ done: 30, failed: 0, pending: 0, end: "complete" });
    expect(await dialogContents(there)).toEqual(await dialogContents(here));
    expect((await readFile(join(there, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(120);
  });

  it("goes on after an interruption from the last model calls", async () => {
    const out = await temporaryFolder();
    const stop = new AbortController();
    const first = echoModel(20);
    const cutting = {
      ...first,
      generate: (request: Parameters<typeof first.generate>[0]) => {
        if (first.calls() > 40) stop.abort();
        return first.generate(request);
      },
    };
    const postgres = { ...recipe, executor: "postgres" };
    const cut = await runRecipe(postgres, { out, models: { "echo:1": cutting }, signal: stop.signal });
    expect(cut.end).toBe("cancelled");
    expect((await runStatus(out)).pending).toBeGreaterThan(0);
    const second = echoModel();
    expect(await resumeRun(out, { models: { "echo:1": second } })).toMatchObject({
      done: 30,
      end: "complete",
    });
    // Only calls that were under way when it was cut are made twice.
    expect(first.calls() + second.calls()).toBeLessThanOrEqual(120 + 2 * recipe.concurrency);
    expect(new Set(await dialogContents(out)).size).toBe(30);
  });
});
