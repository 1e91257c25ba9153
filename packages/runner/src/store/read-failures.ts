import { join } from "node:path";
import { checkOptions } from "@sdialog/core/internal";
import type { TaskRecord } from "../task/task-record.ts";
import { type ReadRowsOptions, readRows, readRowsOptionNames } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";
import type { FailureRow } from "./rows.ts";

/** A failure as it stands in a run's folder. */
export type RecordedFailure = Extract<TaskRecord, { status: "failed" }> & Pick<FailureRow, "times">;

/**
 * Every failure a run has recorded, oldest first; a task may have failed several times, and succeeded since.
 *
 * @throws DataFormatError naming a line that is not a failure, unless `onDamage` is told of it
 */
export async function* readFailures(
  folder: string,
  check: RowCheck = () => undefined,
  options: ReadRowsOptions = {},
): AsyncGenerator<RecordedFailure> {
  checkOptions("readFailures", options, readRowsOptionNames);
  for await (const { row } of readRows<FailureRow>(join(folder, "failures.jsonl"), check, options)) {
    const { task, times, data, journal, reason, code, message, hint, refused } = row;
    const { attempts, substitute, ...id } = task;
    yield {
      status: "failed",
      task: id,
      times,
      attempts,
      substitute,
      refused,
      calls: [],
      failure: { reason, code, message, hint },
      data,
      journal,
    };
  }
}
