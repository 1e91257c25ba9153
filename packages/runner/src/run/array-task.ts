// What one task of an array job runs: one part of the run, in a folder of its own.
import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { stopOnSignals, visibleText } from "@sdialog/core/internal";
import type { TodoTask } from "../work/executor.ts";
import { runShard } from "./run-shard.ts";
import { shardFolder } from "../runs/shards.ts";
import { writeFileDurably } from "../store/write-file-durably.ts";
import { hopelessExitCode, retryFile } from "../executors/slurm/job-script.ts";

const [folder = "", index = "", of = ""] = process.argv.slice(2);
const shard = { index: Number(index), of: Number(of) };
const errorFile = join(shardFolder(folder, shard), "error.json");
const stop = stopOnSignals();
await rm(errorFile, { force: true });
try {
  const list = await readFile(join(folder, "slurm", retryFile), "utf8").catch(() => undefined);
  const only = list === undefined ? undefined : (JSON.parse(list) as TodoTask[]);
  const { end } = await runShard(folder, shard, { signal: stop.signal, only, trust: true });
  process.exitCode = end === "cancelled" ? 75 : 0;
} catch (error) {
  const known = SDialogError.isInstance(error)
    ? { code: error.code, message: error.message, hint: error.hint }
    : { code: "internal_error", message: String(error) };
  process.exitCode = hopelessExitCode;
  // The job's own log, for a person to read.
  process.stderr.write(visibleText(`${known.code}: ${known.message}`) + "\n");
  try {
    await mkdir(shardFolder(folder, shard), { recursive: true });
    await writeFileDurably(errorFile, JSON.stringify(known));
  } catch {
    // With a full disk the process that waits for this one finds out by itself.
  }
}
