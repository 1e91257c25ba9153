import { spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Random } from "@sdialog/core";

const lastTakesAtMostMs = 60_000;

export interface KillPlan {
  readonly folder: string;
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly kills: number;
  /** A run is killed at a moment up to this long after its start. */
  readonly withinMs: number;
  readonly random: Random;
}

export interface KillReport {
  /** Kills that hit a process that was still running. */
  readonly kills: number;
  /** Processes that were let run to their end. */
  readonly finished: number;
}

/** Starts a run over and over, killing its process group at random moments, and at last lets it end. */
export async function killRun({ folder, recipe, kills, withinMs, random }: KillPlan): Promise<KillReport> {
  const file = join(folder, "recipe.json");
  await writeFile(file, JSON.stringify(recipe));
  const out = join(folder, "run");
  let hit = 0;
  let finished = 0;
  for (let attempt = 0; hit < kills; attempt++) {
    if (attempt > kills * 4) throw new Error(`only ${hit} of ${kills} kills hit a running process`);
    const ended = await runAndKill(file, out, random.integer(0, withinMs), random.chance(0.5));
    if (ended === undefined) hit++;
    else {
      finished++;
      // It came to its end before it was killed: there is nothing left to interrupt in this folder.
      break;
    }
  }
  const code = await runAndKill(file, out, lastTakesAtMostMs);
  if (code !== 0) throw new Error(`the last process ended with code ${code ?? "none: it did not end"}`);
  return { kills: hit, finished: finished + 1 };
}

async function runAndKill(
  recipe: string,
  out: string,
  afterMs: number,
  jobToo = false,
): Promise<number | null | undefined> {
  const program = fileURLToPath(new URL("./run-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=@sdialog/source", program, recipe, out], {
    detached: true,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<number | null>((done) => child.once("exit", (code) => done(code)));
  const early = await Promise.race([
    ended,
    new Promise<undefined>((done) => setTimeout(() => done(undefined), afterMs)),
  ]);
  if (early !== undefined) return early;
  process.kill(-(child.pid as number), "SIGKILL");
  await ended;
  if (jobToo) await killArrayTasks(out);
  return undefined;
}

/** Kills the array tasks of a run on a cluster, scripts and all, as a machine that goes down would. */
async function killArrayTasks(out: string): Promise<void> {
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    if (!command.includes("array-task") || !command.includes(`\0${out}\0`)) continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    const script = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    for (const pid of [script, Number(name)]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It ended by itself.
      }
    }
  }
}
