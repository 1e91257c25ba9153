import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { SDialogError } from "@sdialog/core";
import { storeError } from "../../errors/store-error.ts";
import { collectShards } from "../../runs/collect-shards.ts";
import { runStatus } from "../../runs/run-status.ts";
import { errorFileName, jobFileName, retryFileName, slurmFolder } from "../../store/mend-small-files.ts";
import { describeDamage } from "../../store/damage.ts";
import { setFileAside } from "../../store/set-aside.ts";
import { shardFolder, shardsOf } from "../../store/shard-folders.ts";
import { errorFile, jobFile, readSmallFile, type SubmittedJob } from "../../store/small-file.ts";
import { writeFileDurably } from "../../store/write-file-durably.ts";
import type { Executor, Work } from "../../work/executor.ts";
import { jobScript } from "./job-script.ts";

const pollEveryMs = 1000;
/** How many failed tasks one array job tries again: their list is a small file. */
export const mostTriedAgain = 20_000;

/**
 * Does a run as an array job: each array task does one part in a folder of its own, and the parts are brought
 * together when the job is over. A job that outlives the process that submitted it is found again.
 */
export const slurmExecutor: Executor = {
  name: "slurm",
  async execute(work) {
    try {
      await carryOut(work);
    } catch (error) {
      throw storeError(error, work.store.folder);
    }
  },
};

async function carryOut(work: Work): Promise<void> {
  const { store, plan, signal, notice } = work;
  const folder = resolve(store.folder);
  const { slurm } = plan.recipe;
  await mkdir(join(folder, slurmFolder), { recursive: true });
  await rm(join(folder, slurmFolder, "cancelled"), { force: true });
  const earlier = await submittedJob(folder);
  if (earlier !== undefined) await finish(work, folder, earlier);
  await collect(work, folder);
  const left = await WorkLeft.of(work, folder);
  const rounds = slurm.rounds * left.lists;
  for (let round = 1; round <= rounds && (await left.list()) && !signal.aborted; round++) {
    const script = join(folder, slurmFolder, "job.sh");
    await writeFile(script, jobScript({ folder, name: store.manifest.name, slurm }));
    const job = (await command("sbatch", ["--parsable", script])).split(";")[0] as string;
    const submitted = { job, of: slurm.tasks };
    await writeFileDurably(jobPath(folder), JSON.stringify(submitted));
    notice(`submitted array job ${job}: ${slurm.tasks} tasks, round ${round}`);
    await finish(work, folder, submitted);
    await collect(left.work, folder, left.retrying);
    await throwFirstError(folder, notice);
    if (await left.list()) await refuseFullDisk(folder);
  }
  if (signal.aborted) return;
  if (await left.list()) throw unfinished(folder);
  await rm(join(folder, "shards"), { recursive: true, force: true });
}

/**
 * What is still to be submitted: tasks until they are done or have failed, and failed ones that are tried again until they
 * have been, whatever came of it.
 */
class WorkLeft {
  /** Whether it is failed tasks that are tried again. */
  readonly retrying: boolean;
  readonly work: Work;
  /** How many array jobs it takes where nothing goes wrong. */
  readonly lists: number;
  readonly #file: string;
  readonly #tried = new Set<string>();

  private constructor(work: Work, folder: string) {
    const first = work.todo()[Symbol.iterator]().next();
    this.retrying =
      first.done !== true && work.store.states.get(first.value.variant, first.value.index) === "failed";
    const count = this.retrying ? [...work.todo()].length : 1;
    this.lists = Math.max(1, Math.ceil(count / mostTriedAgain));
    this.#file = join(folder, slurmFolder, retryFileName);
    this.work = {
      ...work,
      record: (record) => {
        this.#tried.add(record.task.key);
        return work.record(record);
      },
    };
  }

  static async of(work: Work, folder: string): Promise<WorkLeft> {
    const left = new WorkLeft(work, folder);
    await rm(left.#file, { force: true });
    return left;
  }

  /** Tells the array tasks which failed tasks to try again. @returns whether anything is left to be done */
  async list(): Promise<boolean> {
    const { work, retrying } = this;
    if (!retrying) return work.todo()[Symbol.iterator]().next().done !== true;
    const left = [...work.todo()].filter(({ key }) => !this.#tried.has(key));
    if (left.length > 0) await writeFileDurably(this.#file, JSON.stringify(left.slice(0, mostTriedAgain)));
    return left.length > 0;
  }
}

/** Waits until nothing of the job is queued or running; cancels it when the run is stopped. */
async function finish({ signal, notice }: Work, folder: string, { job, of }: SubmittedJob): Promise<void> {
  let said = "";
  let cancelled = false;
  for (;;) {
    if (signal.aborted && !cancelled) {
      await writeFile(join(folder, slurmFolder, "cancelled"), "");
      await command("scancel", [job]);
      cancelled = true;
    }
    const states = await jobStates(job);
    if (states.length === 0) break;
    const now = await describe(folder, states, of);
    if (now !== said) notice(`array job ${job}: ${now}`);
    said = now;
    await new Promise((done) => setTimeout(done, pollEveryMs));
  }
  await rm(jobPath(folder), { force: true });
}

async function jobStates(job: string): Promise<string[]> {
  const text = await command("squeue", ["--noheader", "--array", "--format=%T", "--jobs", job]).catch(
    (error: unknown) => {
      // A job that is long over is unknown to squeue; any other refusal is not the job's end.
      if (error instanceof Error && error.message.includes("Invalid job id")) return "";
      throw error;
    },
  );
  return text.split("\n").filter((state) => state !== "");
}

async function describe(folder: string, states: readonly string[], of: number): Promise<string> {
  let done = 0;
  for (let index = 0; index < of; index++) {
    const status = await runStatus(shardFolder(folder, { index, of })).catch(() => undefined);
    done += status === undefined ? 0 : status.done + status.failed;
  }
  const running = states.filter((state) => state === "RUNNING").length;
  return `${running} running, ${states.length - running} waiting, ${done} done and not collected yet`;
}

async function collect(work: Work, folder: string, failedAgain = false): Promise<void> {
  await collectShards(work.store, await shardsOf(folder), work, failedAgain);
}

async function throwFirstError(folder: string, notice: Work["notice"]): Promise<void> {
  for (const shard of await shardsOf(folder)) {
    const path = join(shardFolder(folder, shard), errorFileName);
    const content = await readSmallFile(path, errorFile);
    if (content === undefined) continue;
    if ("problem" in content) {
      notice(`mended: ${describeDamage(await setFileAside(path, content.problem))}`);
      continue;
    }
    const { code, message, hint } = content.value;
    throw new SDialogError(message, { code, hint });
  }
}

/** A part cannot write down that there was no room to write. @throws StoreError when there is none from here either */
async function refuseFullDisk(folder: string): Promise<void> {
  const probe = join(folder, slurmFolder, "room");
  try {
    await writeFile(probe, Buffer.alloc(64 * 1024), { flush: true });
  } finally {
    await rm(probe, { force: true });
  }
}

function jobPath(folder: string): string {
  return join(folder, slurmFolder, jobFileName);
}

/** The job that was submitted for this run and is not known to be over; opening the run has set a damaged file aside. */
async function submittedJob(folder: string): Promise<SubmittedJob | undefined> {
  const content = await readSmallFile(jobPath(folder), jobFile);
  return content !== undefined && "value" in content ? content.value : undefined;
}

function unfinished(folder: string): SDialogError {
  return new SDialogError("array tasks ended before their part was done", {
    code: "slurm_unfinished",
    hint: `Read the logs in ${join(folder, slurmFolder)}, then resume the run: finished work is kept.`,
  });
}

async function command(name: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(name, args);
    return stdout.trim();
  } catch (error) {
    const missing = (error as { code?: string }).code === "ENOENT";
    const said = ((error as { stderr?: string }).stderr ?? "").trim();
    throw new SDialogError(missing ? `${name} is not installed on this machine` : `${name} failed: ${said}`, {
      code: missing ? "slurm_missing" : "slurm_command",
      hint: missing ? "Start the run on a machine of the cluster, or use another executor." : undefined,
    });
  }
}
