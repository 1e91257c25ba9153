import type { Usage } from "@sdialog/llm";
import type { JournalEntry } from "./journal.ts";
import type { TaskId } from "./task-id.ts";

/** What one model call used. */
export interface CallUsage extends Usage {
  readonly model: string;
  readonly milliseconds: number;
}

/** Why a task gave no result. */
export interface TaskFailure {
  /** A stop reason (`provider_error`, `empty`, …) or, for other errors, their code. */
  readonly reason: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

interface Finished {
  readonly task: TaskId;
  /** Tries needed, from 1. */
  readonly attempts: number;
  /** Model calls made since the last record of this task. */
  readonly calls: readonly CallUsage[];
}

/** How a task ended. */
export type TaskRecord =
  | (Finished & { readonly status: "done"; readonly data: object })
  | (Finished & {
      readonly status: "failed";
      readonly failure: TaskFailure;
      /** What was made before it failed. */
      readonly data?: object | undefined;
      /** Finished model calls, so that another try goes on from there. */
      readonly journal: readonly JournalEntry[];
    });
