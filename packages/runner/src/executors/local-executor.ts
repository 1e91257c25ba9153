import { runTask } from "../work/run-task.ts";
import { eachConcurrently } from "./each-concurrently.ts";
import type { Executor } from "../work/executor.ts";

/**
 * Does the tasks in this process, many at a time. While a result is written the next task begins, so that slow disks hold
 * nobody up; at most as many results wait as there are tasks in work, so that memory does not grow with their number.
 */
export const localExecutor: Executor = {
  name: "local",
  async execute({ plan, store, todo, concurrency, signal, record }) {
    const writes = new Writes(concurrency);
    try {
      await eachConcurrently(todo(), concurrency, signal, async (todoTask, either) => {
        const { tried, substitute, ...task } = todoTask;
        const setting = plan.setting(task.variant);
        const ended = await runTask(setting, task, store.journal(task), either, { tried, substitute });
        await writes.add(record(ended));
      });
    } finally {
      await writes.end();
    }
    writes.check();
  },
};

/** What is being written. */
class Writes {
  readonly #most: number;
  readonly #open = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when there is room for more. @throws the error of a write */
  async add(write: Promise<void>): Promise<void> {
    const watched = write
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => this.#open.delete(watched));
    this.#open.add(watched);
    while (this.#open.size > this.#most) await Promise.race(this.#open);
    this.check();
  }

  /** Resolves when everything is written, or has failed to be. */
  async end(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** @throws the first error of a write */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
