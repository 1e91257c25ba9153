import { runTask } from "../work/run-task.ts";
import { eachConcurrently } from "./each-concurrently.ts";
import type { Executor } from "../work/executor.ts";

/** Does the tasks in this process, many at a time. Memory does not grow with the number of tasks. */
export const localExecutor: Executor = {
  name: "local",
  async execute({ plan, store, todo, concurrency, signal, record }) {
    await eachConcurrently(todo(), concurrency, signal, async (todoTask, either) => {
      const { tried, substitute, ...task } = todoTask;
      const setting = plan.setting(task.variant);
      await record(await runTask(setting, task, store.journal(task), either, { tried, substitute }));
    });
  },
};
