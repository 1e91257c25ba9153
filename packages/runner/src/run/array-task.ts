// What one task of an array job runs: one part of the run, in a folder of its own.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DataFormatError, SDialogError } from "@sdialog/core";
import { stopOnSignals, visibleText } from "@sdialog/core/internal";
import { runShard } from "./run-shard.ts";
import { shardFolder } from "../store/shard-folders.ts";
import { writeFileDurably } from "../store/write-file-durably.ts";
import { errorFileName, retryFileName, slurmFolder } from "../store/mend-small-files.ts";
import { readSmallFile, retryList } from "../store/small-file.ts";
import { hopelessExitCode } from "../executors/slurm/job-script.ts";

const [folder = "", index = "", of = ""] = process.argv.slice(2);
const shard = { index: Number(index), of: Number(of) };
const errorFile = join(shardFolder(folder, shard), errorFileName);
const stop = stopOnSignals();
await rm(errorFile, { force: true });
try {
  const list = await readSmallFile(join(folder, slurmFolder, retryFileName), retryList);
  if (list !== undefined && "problem" in list)
    throw new DataFormatError(list.problem, {
      source: `${slurmFolder}/${retryFileName}`,
      hint: "Resume the run: the list is made anew.",
    });
  const only = list?.value;
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
