import type { TodoTask } from "../executors/executor.ts";
import { readFailures } from "../store/read-failures.ts";
import type { RunStore } from "../store/run-store.ts";
import type { RunSummary } from "./run-event.ts";
import { runInFolder, type RunOptions } from "./run-in-folder.ts";

/**
 * Tries the failed tasks of a run again. One whose model failed goes on from its last finished call; one whose
 * result was refused is made under another seed.
 *
 * @throws as `runRecipe` does
 */
export async function retryFailed(folder: string, options: RunOptions = {}): Promise<RunSummary> {
  const tried = new Map<string, number>();
  for await (const { task, attempts, journal } of readFailures(folder)) {
    tried.set(task.key, journal.length > 0 ? attempts - 1 : attempts);
  }
  function* failedTasks(store: RunStore): Generator<TodoTask> {
    for (const { variant, index } of store.states.in("failed")) {
      const task = store.task(variant, index);
      yield { ...task, tried: tried.get(task.key) ?? 0 };
    }
  }
  return runInFolder(folder, undefined, options, failedTasks);
}
