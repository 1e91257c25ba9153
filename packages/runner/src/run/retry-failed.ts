import type { TodoTask } from "../executors/executor.ts";
import { readFailures } from "../store/read-failures.ts";
import type { RunStore } from "../store/run-store.ts";
import type { TaskTry } from "../task/task-record.ts";
import type { RunSummary } from "./run-event.ts";
import { runInFolder, type RunOptions } from "./run-in-folder.ts";

/**
 * Tries the failed tasks of a run again. One whose model failed goes on from its last finished call, under the same
 * seeds, and gives what it would have given; one whose result was refused is made under another seed.
 *
 * @throws as `runRecipe` does
 */
export async function retryFailed(folder: string, options: RunOptions = {}): Promise<RunSummary> {
  const tries = new Map<string, TaskTry>();
  for await (const { task, attempts, substitute, refused } of readFailures(folder))
    tries.set(task.key, { tried: refused ? attempts : attempts - 1, substitute });
  function* failedTasks(store: RunStore): Generator<TodoTask> {
    for (const { variant, index } of store.states.in("failed")) {
      const task = store.task(variant, index);
      yield { ...task, ...(tries.get(task.key) ?? { tried: 0 }) };
    }
  }
  return runInFolder(folder, undefined, options, failedTasks);
}
