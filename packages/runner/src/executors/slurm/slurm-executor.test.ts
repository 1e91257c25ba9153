import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, inject, it } from "vitest";
import { retryFailed } from "../../run/retry-failed.ts";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import { runStatus } from "../../runs/run-status.ts";
import { clusterIsUp } from "../../testing/cluster-is-up.ts";
import { dialogContents } from "../../testing/dialog-contents.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { jobScript } from "./job-script.ts";

const recipe = {
  kind: "dialogues",
  count: 24,
  seed: 3,
  model: "echo:5",
  maxTurns: 4,
  concurrency: 4,
  imports: [fileURLToPath(new URL("../../testing/echo-backend.ts", import.meta.url))],
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
  slurm: { tasks: 2 },
};

const up = clusterIsUp();
if (!up) console.log("Slurm tests are skipped: no cluster answers. tools/start-slurm.sh starts one.");

// For what is waited for long.
const inSweep = it.runIf(inject("sweeping"));

describe.skipIf(!up)("slurmExecutor", () => {
  it("makes the dialogues the local executor makes, as an array job", async () => {
    const folder = await temporaryFolder();
    const [here, there] = [join(folder, "here"), join(folder, "there")];
    await runRecipe(recipe, { out: here });
    const notices: string[] = [];
    const summary = await runRecipe(
      { ...recipe, executor: "slurm" },
      { out: there, onEvent: (event) => event.type === "notice" && notices.push(event.message) },
    );
    expect(summary).toMatchObject({ done: 24, failed: 0, pending: 0, end: "complete" });
    expect(await dialogContents(there)).toEqual(await dialogContents(here));
    expect(notices[0]).toMatch(/^submitted array job \d+: 2 tasks/);
    expect((await readFile(join(there, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(96);
    expect(await readdir(there)).not.toContain("shards");
  });

  inSweep("cancels the job when it is stopped, and goes on when it is resumed", async () => {
    const out = await temporaryFolder();
    const stop = new AbortController();
    const slow = { ...recipe, model: "echo:150", executor: "slurm" };
    const cut = await runRecipe(slow, {
      out,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === "notice" && /^array job .* [1-9]\d* done/.test(event.message)) stop.abort();
      },
    });
    expect(cut.end).toBe("cancelled");
    expect(await runStatus(out)).toMatchObject({ done: cut.done, pending: 24 - cut.done });
    expect(cut.done).toBeGreaterThan(0);
    expect(await resumeRun(out, { trust: true })).toMatchObject({ done: 24, end: "complete" });
    expect(new Set(await dialogContents(out)).size).toBe(24);
  });

  inSweep("tries failed tasks again", async () => {
    const folder = await temporaryFolder();
    const [out, mood] = [join(folder, "run"), join(folder, "mood")];
    const imports = [fileURLToPath(new URL("../../testing/moody-backend.ts", import.meta.url))];
    const moody = { ...recipe, count: 6, model: `moody:${mood}`, imports, executor: "slurm" };
    expect(await runRecipe(moody, { out })).toMatchObject({ done: 0, failed: 6, end: "complete" });
    expect(await retryFailed(out, { trust: true })).toMatchObject({ done: 0, failed: 6 });
    await writeFile(mood, "");
    expect(await retryFailed(out, { trust: true })).toMatchObject({ done: 6, failed: 0 });
    expect(new Set(await dialogContents(out)).size).toBe(6);
  });

  it("reports what makes every task fail", async () => {
    const out = await temporaryFolder();
    const broken = { ...recipe, model: "nobody:1", imports: [], executor: "slurm" };
    await expect(runRecipe(broken, { out })).rejects.toMatchObject({ code: "unknown_backend" });
  });
});

describe("jobScript", () => {
  it("says what the recipe says", () => {
    const slurm = {
      tasks: 8,
      throttle: 3,
      partition: "gpu",
      account: "lab",
      time: "02:00:00",
      memory: "4G",
      cpus: 2,
      options: ["--gres=gpu:1"],
      rounds: 3,
    };
    const script = jobScript({ folder: "/runs/it's", name: "a b", slurm });
    for (const line of [
      "--array=0-7%3",
      "--partition=gpu",
      "--account=lab",
      "--time=02:00:00",
      "--mem=4G",
      "--gres=gpu:1",
    ])
      expect(script).toContain(`#SBATCH ${line}\n`);
    expect(script).toContain("--job-name=sdialog-a-b\n");
    expect(script).toContain(String.raw`'/runs/it'\''s'`);
  });
});
