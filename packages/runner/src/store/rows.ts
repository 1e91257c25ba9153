import { SDialogError } from "@sdialog/core";
import { longestLine } from "./read-lines.ts";
import type { TaskId } from "../task/task-id.ts";
import type { JournalEntry, TaskFailure } from "@sdialog/generators/plan";
import type { CallUsage, TaskRecord } from "../task/task-record.ts";

/** Which task a row is of, and how it was tried. */
export interface TaskRow extends TaskId {
  readonly attempts: number;
  /** The number of what it was made of instead of what was planned. */
  readonly substitute?: number | undefined;
}

/** A line of a run's results: what was made, and by which task. */
export interface ResultRow {
  readonly task: TaskRow;
  readonly [key: string]: unknown;
}

/** A line of `failures.jsonl`. */
export interface FailureRow extends TaskFailure {
  readonly task: TaskRow;
  /** How often its task has failed with it; earlier versions do not say. */
  readonly times?: number | undefined;
  readonly refused: boolean;
  readonly data?: object | undefined;
  readonly journal: readonly JournalEntry[];
}

/** A line of `usage.jsonl`: one model call. */
export interface UsageRow extends CallUsage {
  /** Key of the task that made the call. */
  readonly task: string;
  /** That what came of the call was lost, and how often it has been lost: it may be made again, which is another call then. */
  readonly lost?: number | undefined;
}

/** @throws SDialogError `result_too_long` for one that nobody would read again */
export function resultLine(record: Extract<TaskRecord, { status: "done" }>): string {
  const row: ResultRow = { ...record.data, task: taskRow(record) };
  const line = `${JSON.stringify(row)}\n`;
  // No character has more than three bytes for each of its units.
  if (3 * line.length <= longestLine || Buffer.byteLength(line) <= longestLine) return line;
  throw new SDialogError(`task ${record.task.key} made more than the ${longestLine} bytes of a line`, {
    code: "result_too_long",
    hint: "Make its dialogues shorter: with fewer turns, or with a limit of tokens.",
  });
}

/** @param times how often the task has failed with this */
export function failureRow(record: Extract<TaskRecord, { status: "failed" }>, times: number): string {
  const { failure, refused, data, journal } = record;
  const row: FailureRow = { task: taskRow(record), times, ...failure, refused, data, journal };
  return `${JSON.stringify(row)}\n`;
}

export function taskRow({
  task,
  attempts,
  substitute,
}: Pick<TaskRecord, "task" | "attempts" | "substitute">): TaskRow {
  return { ...task, attempts, ...(substitute === undefined ? {} : { substitute }) };
}

export function usageRows({ task, calls }: Pick<TaskRecord, "task" | "calls">): string {
  return calls.map((call) => `${JSON.stringify({ task: task.key, ...call } satisfies UsageRow)}\n`).join("");
}
