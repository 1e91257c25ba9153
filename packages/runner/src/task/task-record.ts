import type { TaskFailure } from "@sdialog/generators/plan";
import type { JournalEntry } from "@sdialog/generators/plan";
import type { Usage } from "@sdialog/llm";
import type { TaskId } from "./task-id.ts";

/** What one model call used. */
export interface CallUsage extends Usage {
  /** Which call of its task; the same call is never counted twice. */
  readonly call: string;
  readonly model: string;
  readonly milliseconds: number;
}

/** Which try of a task this is. */
export interface TaskTry {
  /** Tries whose result was no good, of what the task is made of now. */
  readonly tried: number;
  /** The number of what the task is made of instead of what was planned; see `Supplement`. */
  readonly substitute?: number | undefined;
}

interface Finished {
  readonly task: TaskId;
  /** Tries needed, from 1. */
  readonly attempts: number;
  readonly substitute?: number | undefined;
  /** Model calls made since the last record of this task. */
  readonly calls: readonly CallUsage[];
  /** Whether it was kept elsewhere and may have been recorded before: of calls that are known nothing is counted again. */
  readonly isCopy?: boolean | undefined;
}

/** How a task ended. */
export type TaskRecord =
  | (Finished & { readonly status: "done"; readonly data: object })
  | (Finished & {
      readonly status: "failed";
      readonly failure: TaskFailure;
      /** Every try gave a result that was no good; otherwise a model failed, and the last try is not over. */
      readonly refused: boolean;
      /** What was made before it failed. */
      readonly data?: object | undefined;
      /** Finished model calls, so that another try goes on from there. */
      readonly journal: readonly JournalEntry[];
    });
