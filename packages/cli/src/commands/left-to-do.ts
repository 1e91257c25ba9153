import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { shellWord } from "../terminal/shell-word.ts";

/** How many tasks of a run have not been done, and where it is kept. */
export interface LeftToDo {
  readonly failed: number;
  readonly pending: number;
  readonly total: number;
  readonly folder: string;
}

/** What is not done of a run, in a sentence without its end; nothing when all is. */
export function describeLeft({ failed, pending, total }: LeftToDo): string | undefined {
  const toDo = `${pending === 1 ? "is" : "are"} still to be done`;
  if (failed === 0) return pending === 0 ? undefined : `${pending} of ${total} tasks ${toDo}`;
  return `${failed} of ${total} tasks failed${pending === 0 ? "" : `, and ${pending} ${toDo}`}`;
}

/**
 * The commands that go on with a run, each in a line; nothing when all is done.
 *
 * @param first what has to be done before, as in `raise the budget`
 */
export function waysOn({ failed, pending, folder }: LeftToDo, first?: string): readonly string[] {
  const after = (words: string): string => {
    const text = first === undefined ? words : `${first}, then ${words}`;
    return text.slice(0, 1).toUpperCase() + text.slice(1);
  };
  const failures = `${join(folder, "failures.jsonl")} says why.`;
  return [
    ...(pending === 0 ? [] : [`${after("continue with")}: sdialog resume ${shellWord(folder)}`]),
    ...(failed === 0
      ? []
      : [`${failures} ${after("retry them with")}: sdialog retry-failed ${shellWord(folder)}`]),
  ];
}

/**
 * Why a run that came to its end is not finished: tasks failed, or nobody was asked to do them; nothing when it is.
 *
 * @param end whether its budget ended it
 */
export function unfinished(left: LeftToDo, end: "complete" | "budget"): SDialogError | undefined {
  const what = describeLeft(left);
  if (what === undefined) return undefined;
  const isSpent = end === "budget" && left.pending > 0;
  return new SDialogError(isSpent ? `The budget ended the run: ${what}` : what, {
    code: left.failed > 0 ? "tasks_failed" : isSpent ? "budget_spent" : "tasks_pending",
    hint: waysOn(left, end === "budget" ? "raise the budget" : undefined).join("\n"),
  });
}
