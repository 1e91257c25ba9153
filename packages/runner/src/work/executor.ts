import type { KindOf } from "@sdialog/core";
import type { PlannedRun } from "./planned-run.ts";
import type { RunStore } from "../store/run-store.ts";
import type { TaskId } from "../task/task-id.ts";
import type { TaskRecord, TaskTry } from "../task/task-record.ts";

/** A task to be done. */
export interface TodoTask extends TaskId, TaskTry {}

/** What an executor has to do, and how it reports. */
export interface Work {
  readonly plan: PlannedRun;
  readonly store: RunStore;
  /** The tasks to be done, drawn one by one. */
  readonly todo: () => Iterable<TodoTask>;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  /** Accepts a finished task; resolves when it is safe on disk, and waiting for that is the back-pressure. */
  readonly record: (record: TaskRecord) => Promise<void>;
  readonly notice: (message: string) => void;
}

/** A way to get tasks done. Every executor runs the same task function, so all make the same results. */
export interface Executor {
  readonly name: string;
  /**
   * Does the work; returns when nothing is left to do or the signal is aborted.
   * @throws errors with which no task can succeed
   */
  execute(work: Work): Promise<void>;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** What `executor:` in a recipe names. */
    executor: KindOf<Executor>;
  }
}
