import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { localExecutor } from "../executors/local-executor.ts";
import type { TodoTask } from "../work/executor.ts";
import type { RunStore } from "../store/run-store.ts";
import type { RunSummary } from "../runs/run-event.ts";
import { pendingTasks, runInFolder, type RunOptions, runOptionNames } from "./run-in-folder.ts";
import { refuseLinks } from "../work/run-reach.ts";
import { readStates } from "../runs/run-status.ts";
import { type Shard, shardFolder } from "../store/shard-folders.ts";

export interface ShardOptions extends RunOptions {
  /** The tasks of which to do a part, whatever happened to them before. Default: all that are neither done nor failed. */
  readonly only?: readonly TodoTask[] | undefined;
}

const shardOptionNames: OptionNames<ShardOptions> = { only: true, ...runOptionNames };

/**
 * Does one part of a run in a folder of its own below the run's, on any machine that sees it; any number of parts
 * can be done at the same time. `mergeRuns` brings them together.
 *
 * @throws as `resumeRun` does
 */
export async function runShard(
  folder: string,
  shard: Shard,
  options: ShardOptions = {},
): Promise<RunSummary> {
  const { only, ...running } = checkOptions("runShard", options, shardOptionNames);
  const { index, of } = shard;
  if (!(Number.isInteger(index) && Number.isInteger(of) && index >= 0 && index < of)) {
    throw new InvalidArgumentError(`There is no part ${index} of ${of}`, {
      hint: "Parts are counted from 0.",
    });
  }
  const { manifest, states } = await readStates(folder);
  await refuseLinks(folder, manifest.results, running.trust);
  function* select(store: RunStore) {
    const wanted = (task: TodoTask): boolean =>
      only === undefined
        ? states.get(task.variant, task.index) === "pending"
        : store.states.get(task.variant, task.index) === "pending";
    for (const task of only ?? pendingTasks(store)) if (wanted(task)) yield task;
  }
  return runInFolder(
    shardFolder(folder, shard),
    manifest,
    { executor: localExecutor, ...running, shard },
    // What the parts have not made is made of something else by the whole.
    { todo: (store) => () => select(store), supplement: "never" },
  );
}
