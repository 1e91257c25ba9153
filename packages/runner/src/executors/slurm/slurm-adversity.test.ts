import { execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import { runStatus } from "../../runs/run-status.ts";
import { ChaosSeries, killArrayTasks, ordeals } from "../../testing/chaos-series.ts";
import { clusterIsUp } from "../../testing/cluster-is-up.ts";
import { callsOf, dialogContents } from "../../testing/dialog-contents.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const reason = whyNot();
if (reason !== undefined) console.log(`Slurm has no bad day: ${reason}.`);

/** Nodes come back and tasks are queued again only after a while, so this takes minutes; CI does it beside the suite. */
function whyNot(): string | undefined {
  if (process.env["SDIALOG_TEST_BAD_DAYS"] === undefined)
    return "it takes minutes; SDIALOG_TEST_BAD_DAYS=1 lets it";
  if (!clusterIsUp()) return "no cluster answers; tools/start-slurm.sh starts one";
  return process.getuid?.() === 0 ? undefined : "ending a node and filling a disk take root";
}

const recipe = {
  kind: "dialogues",
  count: 24,
  seed: 3,
  model: "echo:60",
  maxTurns: 4,
  concurrency: 2,
  imports: [fileURLToPath(new URL("../../testing/echo-backend.ts", import.meta.url))],
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
  slurm: { tasks: 2, rounds: 4 },
};

async function soundRun(changes: object = {}): Promise<string> {
  const out = join(await temporaryFolder(), "sound");
  await runRecipe({ ...recipe, ...changes }, { out });
  return out;
}

describe.skipIf(reason !== undefined)("a cluster on a bad day", () => {
  it("loses its node, and does what was lost again when the node is back", async () => {
    const out = join(await temporaryFolder(), "run");
    let lost = false;
    const summary = await runRecipe(
      { ...recipe, executor: "slurm" },
      {
        out,
        onEvent: (event) => {
          if (lost || event.type !== "notice" || !/^array job .* [1-9]\d* done/.test(event.message)) return;
          lost = true;
          void loseNode(out);
        },
      },
    );
    expect(lost).toBe(true);
    expect(summary).toMatchObject({ done: 24, failed: 0, pending: 0, end: "complete" });
    const sound = await soundRun();
    expect(await dialogContents(out)).toEqual(await dialogContents(sound));
    expect(await callsOf(out)).toEqual(await callsOf(sound));
  });

  it("has a full disk, says so, and goes on once there is room", async () => {
    const out = join(await temporaryFolder(), "small");
    await mkdir(out);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=240k", "tmpfs", out]);
    onTestFinished(() => void execFileSync("umount", ["--lazy", out]));
    const changes = { model: "echo:0", count: 200 };
    await expect(runRecipe({ ...recipe, ...changes, executor: "slurm" }, { out })).rejects.toMatchObject({
      code: "store_full",
    });
    execFileSync("mount", ["-o", "remount,size=64m", out]);
    expect(await resumeRun(out, { trust: true })).toMatchObject({ done: 200, pending: 0, end: "complete" });
    const sound = await soundRun(changes);
    expect(await dialogContents(out)).toEqual(await dialogContents(sound));
    expect(await callsOf(out)).toEqual(await callsOf(sound));
  });

  it("has no room for one task that tries failed ones again, which is submitted once more", async () => {
    const series = await ChaosSeries.begin(ordeals["a retry of failed tasks"], {
      executor: "slurm",
      slurm: { tasks: 2, rounds: 4 },
    });
    onTestFinished(() => series.end());
    await series.endure([{ program: "array-task", at: 1, fault: "full" }]);
    expect(series.struck).toBe(1);
  });

  it("has tasks that die every time, gives up, and keeps what was done", async () => {
    const out = join(await temporaryFolder(), "run");
    const imports = [fileURLToPath(new URL("../../testing/deadly-backend.ts", import.meta.url))];
    // Each life of its one task comes to one dialogue of four replies.
    const deadly = { ...recipe, count: 12, concurrency: 1, model: "deadly:4", imports };
    await expect(
      runRecipe({ ...deadly, executor: "slurm", slurm: { tasks: 1, rounds: 1 } }, { out }),
    ).rejects.toMatchObject({ code: "slurm_unfinished" });
    expect(await runStatus(out)).toMatchObject({ done: 6, failed: 0, pending: 6 });
  });
});

/** Ends the node's daemon, as a machine that goes down would, with what ran on it; a while later it is up again. */
async function loseNode(out: string): Promise<void> {
  const pid = Number((await readFile("/run/slurmd.pid", "utf8")).trim());
  process.kill(pid, "SIGKILL");
  await killArrayTasks(out);
  await new Promise((done) => setTimeout(done, 1000));
  execFileSync("slurmd");
}
