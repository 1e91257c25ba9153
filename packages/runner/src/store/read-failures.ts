import { join } from "node:path";
import { parseJson } from "@sdialog/core/internal";
import type { TaskRecord } from "../task/task-record.ts";
import { readLines } from "./result-index.ts";
import type { FailureRow } from "./rows.ts";

/** Every failure a run has recorded, oldest first; a task may have failed several times, and succeeded since. */
export async function* readFailures(
  folder: string,
): AsyncGenerator<Extract<TaskRecord, { status: "failed" }>> {
  const path = join(folder, "failures.jsonl");
  let number = 0;
  for await (const line of readLines(path)) {
    const row = parseJson(line.toString("utf8"), path, ++number) as FailureRow;
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
