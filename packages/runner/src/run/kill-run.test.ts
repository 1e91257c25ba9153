import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Random } from "@sdialog/core";
import { dialogContents, readDialogs } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { killRun } from "../testing/kill-run.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { runRecipe } from "./run-recipe.ts";
import { runStatus } from "../runs/run-status.ts";

const recipe = {
  kind: "dialogues",
  count: 60,
  seed: 5,
  model: "echo:30",
  maxTurns: 4,
  concurrency: 4,
  imports: [fileURLToPath(new URL("../testing/echo-backend.ts", import.meta.url))],
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};

const clusterIsUp = (() => {
  try {
    return execFileSync("sinfo", ["--noheader"], { stdio: ["ignore", "pipe", "ignore"] }).length > 0;
  } catch {
    return false;
  }
})();
if (!clusterIsUp) console.log("Slurm is not killed: no cluster answers. tools/start-slurm.sh starts one.");

const cases = [
  { executor: "local", kills: 6, withinMs: 1200, more: {} },
  { executor: "postgres", kills: 3, withinMs: 2500, more: { postgres: { workers: 2, leaseSeconds: 10 } } },
  { executor: "slurm", kills: 3, withinMs: 3000, more: { slurm: { tasks: 2, rounds: 6 } } },
];

describe("a run that is killed", () => {
  it.each(cases)(
    "ends with every task exactly once: $executor",
    async ({ executor, kills, withinMs, more }) => {
      if (executor === "slurm" && !clusterIsUp) return;
      const folder = await temporaryFolder();
      const whole = join(folder, "whole");
      await runRecipe({ ...recipe, model: "echo:0" }, { out: whole, models: { "echo:0": echoModel() } });
      const random = new Random(`kill ${executor}`);
      const report = await killRun({
        folder,
        recipe: { ...recipe, executor, ...more },
        kills,
        withinMs,
        random,
      });
      expect(report.kills).toBeGreaterThan(0);
      const out = join(folder, "run");
      expect(await runStatus(out)).toMatchObject({ done: 60, failed: 0, pending: 0 });
      const tasks = (await readDialogs(out)).map(({ extra }) => (extra["task"] as { index: number }).index);
      expect(tasks.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index));
      const usage = (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n");
      expect(usage).toHaveLength(240);
      expect((await dialogContents(out)).map(withoutModel)).toEqual(
        (await dialogContents(whole)).map(withoutModel),
      );
    },
  );
});

/** The two runs differ in the delay that the model's name asks for, and so in what follows from the name. */
function withoutModel(dialog: string): string {
  const { turns } = JSON.parse(dialog) as { turns: unknown };
  return JSON.stringify(turns);
}
