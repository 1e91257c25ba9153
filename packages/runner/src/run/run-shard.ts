import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InvalidArgumentError } from "@sdialog/core";
import { localExecutor } from "../executors/local-executor.ts";
import { storeFiles } from "../store/run-store.ts";
import { mergeInto } from "./merge-runs.ts";
import { readStates } from "./run-status.ts";
import type { RunSummary } from "./run-event.ts";
import { pendingTasks, runInFolder, type RunOptions } from "./run-in-folder.ts";
import type { RunStore } from "../store/run-store.ts";
import type { TaskRecord } from "../task/task-record.ts";

/** One part of a run: number `index`, from 0, of `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Folder of a part of a run. */
export function shardFolder(folder: string, { index, of }: Shard): string {
  return join(folder, "shards", `${index}-of-${of}`);
}

/**
 * Does one part of a run in a folder of its own below the run's, on any machine that sees it; any number of parts
 * can be done at the same time. {@link collectShards} brings them together.
 *
 * @throws as `runRecipe` does
 */
export async function runShard(folder: string, shard: Shard, options: RunOptions = {}): Promise<RunSummary> {
  const { index, of } = shard;
  if (!(Number.isInteger(index) && Number.isInteger(of) && index >= 0 && index < of)) {
    throw new InvalidArgumentError(`There is no part ${index} of ${of}`, {
      hint: "Parts are counted from 0.",
    });
  }
  const { manifest, states } = await readStates(folder);
  function* select(store: RunStore) {
    for (const task of pendingTasks(store))
      if (states.get(task.variant, task.index) === "pending") yield task;
  }
  return runInFolder(
    shardFolder(folder, shard),
    manifest,
    { executor: localExecutor, ...options, shard },
    select,
  );
}

/** Moves what the parts of a run have finished into the run; unfinished dialogues stay with the parts. */
export async function collectShards(
  store: RunStore,
  shards: readonly Shard[],
  record: (record: TaskRecord) => Promise<void>,
): Promise<void> {
  for (const shard of shards) {
    const source = shardFolder(store.folder, shard);
    await mergeInto(store, source, record);
    await store.flush();
    const moved = [store.manifest.results, storeFiles.index, storeFiles.failures, storeFiles.usage];
    await Promise.all(moved.map((name) => rm(join(source, name), { force: true })));
  }
}
