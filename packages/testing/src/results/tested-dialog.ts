import { join } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { DataFormatError, Dialog, type DialogSource } from "@sdialog/core";
import { readFailures, readSource } from "@sdialog/runner";
import * as z from "zod";
import { type TestResult, testResultSchema } from "./test-result.ts";

/** A conversation with a system under test, and what came of it. */
export interface TestedDialog {
  readonly dialog: Dialog;
  readonly result: TestResult;
}

/** The result that a dialogue of a test carries. @throws DataFormatError when it carries none, or a broken one */
export function testedDialog(dialog: Dialog): TestedDialog {
  const parsed = testResultSchema.safeParse(dialog.extra["test"]);
  if (parsed.success) return { dialog, result: parsed.data };
  throw new DataFormatError(
    `dialogue ${dialog.id} carries no result of a test: ${z.prettifyError(parsed.error)}`,
    { hint: "`sdialog test` and recipes of the kind `test` write such dialogues." },
  );
}

/**
 * Every conversation of a test: of the folder of a run also those that could not be carried through, as far as they
 * came (their outcome is `error`).
 *
 * @param source the folder of a run, any file or folder of such dialogues, or dialogues at hand
 * @throws DataFormatError for a dialogue without a result; FileError for a missing file
 */
export async function readTestedDialogs(source: DialogSource): Promise<readonly TestedDialog[]> {
  const tested: TestedDialog[] = [];
  const finished = new Set<string>();
  for await (const dialog of readSource(source)) {
    tested.push(testedDialog(dialog));
    finished.add(taskKey(dialog));
  }
  if (typeof source !== "string" || !(await pathExists(join(source, "failures.jsonl")))) return tested;
  // Of a task that failed several times, the last try is the one that counts.
  const failed = new Map<string, Dialog>();
  for await (const { task, data } of readFailures(source)) {
    if (data !== undefined && !finished.has(task.key)) failed.set(task.key, Dialog.from(data));
  }
  return [...tested, ...[...failed.values()].map(testedDialog)];
}

function taskKey({ extra }: Dialog): string {
  return String((extra["task"] as { readonly key?: string } | undefined)?.key);
}
