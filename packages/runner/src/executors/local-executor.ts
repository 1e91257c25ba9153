import { recordTask } from "../work/record-task.ts";
import { AfterAnswers } from "./after-answers.ts";
import { eachConcurrently } from "./each-concurrently.ts";
import type { Executor, TodoTask } from "../work/executor.ts";

/**
 * Does the tasks in this process, many at a time. The next task begins as soon as one asks nobody for anything any more, and
 * while its result is written, so that slow disks hold nobody up; at most as many results wait as there are tasks in work, so that memory does not grow with their number.
 */
export const localExecutor: Executor = {
  name: "local",
  async execute({ plan, store, todo, concurrency, signal, record }) {
    await plan.openModels(variantsOf(todo(), plan.recipes.length));
    const writes = new Writes(concurrency);
    const later = new AfterAnswers();
    try {
      await eachConcurrently(todo(), concurrency, signal, async (todoTask, either) => {
        const { tried, substitute, ...task } = todoTask;
        const setting = plan.setting(task.variant);
        let free!: () => void;
        const released = new Promise<void>((resolve) => (free = resolve));
        const release = (): Promise<void> => {
          free();
          return later.turn();
        };
        const ending = recordTask(setting, task, store.journal(task), either, { tried, substitute }, release);
        await Promise.race([ending, released]);
        await writes.add(ending.then(record));
      });
    } finally {
      await writes.end();
    }
    writes.check();
  },
};

/** The variants that have something to do, each once; no more tasks are looked at than it takes. */
function variantsOf(tasks: Iterable<TodoTask>, most: number): Set<number> {
  const found = new Set<number>();
  for (const { variant } of tasks) if (found.add(variant).size === most) break;
  return found;
}

/** What is being written. */
class Writes {
  readonly #most: number;
  readonly #open = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when there is room for more. @throws the error of a write */
  async add(write: Promise<void>): Promise<void> {
    const watched = write
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => {
        this.#open.delete(watched);
        this.#waiting.shift()?.();
      });
    this.#open.add(watched);
    // No race between them all: each that waits would be heard of by every write there is.
    if (this.#open.size > this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
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
