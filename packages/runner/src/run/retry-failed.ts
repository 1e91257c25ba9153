import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { TodoTask } from "../work/executor.ts";
import { readManifest } from "../store/manifest.ts";
import { readFailures } from "../store/read-failures.ts";
import type { RunStore } from "../store/run-store.ts";
import type { TaskTry } from "../task/task-record.ts";
import type { RunSummary } from "../runs/run-event.ts";
import { runInFolder, type RunOptions, runOptionNames } from "./run-in-folder.ts";
import type { PlannedRun } from "../work/planned-run.ts";
import { supplementState } from "./supplement-state.ts";

/** How failed tasks are tried again. */
export interface RetryFailedOptions extends RunOptions {
  /**
   * Whether results that were refused are made of substitutes though other tasks' models fail still. Who is given which
   * then depends on when models failed: for tasks whose models never will answer. Default: false.
   */
  readonly despiteFailures?: boolean | undefined;
}

const retryFailedOptionNames: OptionNames<RetryFailedOptions> = { ...runOptionNames, despiteFailures: true };

/**
 * Tries the failed tasks of a run again. One whose model failed goes on from its last finished call, under the same
 * seeds, and gives what it would have given; one whose result was refused is made of a substitute where there is one, as
 * soon as no model fails any more, and otherwise under another seed.
 *
 * @throws as `resumeRun` does
 */
export async function retryFailed(folder: string, options: RetryFailedOptions = {}): Promise<RunSummary> {
  checkOptions("retryFailed", options, retryFailedOptionNames);
  requireArguments("retryFailed", arguments, 1);
  const { despiteFailures = false, ...running } = options;
  return runInFolder(folder, await readManifest(folder), running, {
    todo: failedTasks,
    supplement: despiteFailures ? "always" : "unless models failed",
  });
}

async function failedTasks(store: RunStore, plan: PlannedRun): Promise<() => Iterable<TodoTask>> {
  const tries = new Map<string, TaskTry>();
  for await (const { task, attempts, substitute, refused } of readFailures(store.folder))
    tries.set(task.key, { tried: refused ? attempts : attempts - 1, substitute });
  const { begun, next } = await supplementState(store, plan);
  const supplemented = new Set([...begun, ...next].map(({ key }) => key));
  return function* () {
    for (const { variant, index } of store.states.in("failed")) {
      const task = store.task(variant, index);
      if (!supplemented.has(task.key)) yield { ...task, ...(tries.get(task.key) ?? { tried: 0 }) };
    }
  };
}
