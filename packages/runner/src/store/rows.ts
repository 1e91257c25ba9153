import type { TaskId } from "../task/task-id.ts";
import type { JournalEntry } from "../task/journal.ts";
import type { CallUsage, TaskFailure, TaskRecord } from "../task/task-record.ts";

/** A line of a run's results: what was made, and by which task. */
export interface ResultRow {
  readonly task: TaskId & { readonly attempts: number };
  readonly [key: string]: unknown;
}

/** A line of `failures.jsonl`. */
export interface FailureRow extends TaskFailure {
  readonly task: TaskId & { readonly attempts: number };
  readonly data?: object | undefined;
  readonly journal: readonly JournalEntry[];
}

/** A line of `usage.jsonl`: one model call. */
export interface UsageRow extends CallUsage {
  /** Key of the task that made the call. */
  readonly task: string;
}

export function failureRow(record: TaskRecord): string {
  if (record.status !== "failed") return "";
  const { task, attempts, failure, data, journal } = record;
  const row: FailureRow = { task: { ...task, attempts }, ...failure, data, journal };
  return `${JSON.stringify(row)}\n`;
}

export function usageRows({ task, calls }: Pick<TaskRecord, "task" | "calls">): string {
  return calls.map((call) => `${JSON.stringify({ task: task.key, ...call } satisfies UsageRow)}\n`).join("");
}
