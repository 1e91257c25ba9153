/**
 * Kills the process group of running recipes at 100 random moments, spread over the three executors, and checks that
 * every run ends with every task exactly once and the usage of every call exactly once.
 *
 * node --conditions=@sdialog/source packages/runner/bench/kill.ts [kills] [executor]
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random } from "@sdialog/core";
import { readDialogs } from "../src/testing/dialog-contents.ts";
import { killRun } from "../src/testing/kill-run.ts";

const kills = Number(process.argv[2] ?? 100);
const only = process.argv[3];
const count = 60;
const recipe = {
  kind: "dialogues",
  count,
  seed: 5,
  model: "echo:30",
  maxTurns: 4,
  concurrency: 4,
  imports: [fileURLToPath(new URL("../src/testing/echo-backend.ts", import.meta.url))],
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};
const cases = [
  { executor: "local", share: 0.5, perRun: 5, withinMs: 1200, more: {} },
  {
    executor: "postgres",
    share: 0.3,
    perRun: 3,
    withinMs: 2500,
    more: { postgres: { workers: 2, leaseSeconds: 10 } },
  },
  { executor: "slurm", share: 0.2, perRun: 3, withinMs: 3000, more: { slurm: { tasks: 2, rounds: 8 } } },
];

for (const { executor, share, perRun, withinMs, more } of cases) {
  if (only !== undefined && only !== executor) continue;
  if (executor === "slurm" && !clusterIsUp()) {
    console.log("slurm: skipped, no cluster answers (tools/start-slurm.sh starts one)");
    continue;
  }
  const wanted = Math.round(kills * share);
  let hit = 0;
  let runs = 0;
  while (hit < wanted) {
    const folder = await mkdtemp(join(tmpdir(), "sdialog-kill-"));
    const random = new Random(`kill ${executor} ${runs}`);
    const report = await killRun({
      folder,
      recipe: { ...recipe, seed: runs, executor, ...more },
      kills: Math.min(perRun, wanted - hit),
      withinMs,
      random,
    });
    await check(join(folder, "run"), `${executor}, run ${runs}`);
    hit += report.kills;
    runs++;
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${executor}: ${hit} kills in ${runs} runs, every task exactly once`);
}

async function check(out: string, name: string): Promise<void> {
  const tasks = (await readDialogs(out)).map(({ extra }) => (extra["task"] as { index: number }).index);
  const usage = (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n");
  const expected = Array.from({ length: count }, (_, index) => index);
  const right = JSON.stringify(tasks.toSorted((a, b) => a - b)) === JSON.stringify(expected);
  if (!right || usage.length !== count * 4)
    throw new Error(
      `${name}: ${tasks.length} dialogues (${new Set(tasks).size} different), ${usage.length} calls; kept in ${out}`,
    );
}

function clusterIsUp(): boolean {
  try {
    return execFileSync("sinfo", ["--noheader"], { stdio: ["ignore", "pipe", "ignore"] }).length > 0;
  } catch {
    return false;
  }
}
