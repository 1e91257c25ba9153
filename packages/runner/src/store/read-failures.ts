import { join } from "node:path";
import { checkOptions } from "@sdialog/core/internal";
import type { TaskRecord } from "../task/task-record.ts";
import { type ReadRowsOptions, readRows, readRowsOptionNames } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";
import type { FailureRow } from "./rows.ts";

/**
 * Every failure a run has recorded, oldest first; a task may have failed several times, and succeeded since.
 *
 * @throws DataFormatError naming a line that is not a failure, unless `onDamage` is told of it
 */
export async function* readFailures(
  folder: string,
  check: RowCheck = () => undefined,
  options: ReadRowsOptions = {},
): AsyncGenerator<Extract<TaskRecord, { status: "failed" }>> {
  checkOptions("readFailures", options, readRowsOptionNames);
  for await (const { row } of readRows<FailureRow>(join(folder, "failures.jsonl"), check, options)) {
    const { task, data, journal, reason, code, message, hint, refused } = row;
    const { attempts, substitute, ...id } = task;
    yield {
      status: "failed",
      task: id,
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
