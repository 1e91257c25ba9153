import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import type { Command } from "commander";
import { saidAgain, tellingFlags } from "../terminal/said-again.ts";
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

/** A command that goes on with a run under other settings, which it is given as `key=value`. */
export type RaisedCommand = (budget: readonly string[]) => string;

/**
 * The command that goes on with a run whose budget is spent: `resume` goes by the budget that the folder has.
 *
 * @param spent the limits that are used up
 * @param command default: one that leaves open which recipe it was
 */
export function raisingBudget(
  folder: string,
  spent: readonly string[],
  command: RaisedCommand = (budget) => `sdialog run RECIPE --out ${shellWord(folder)} ${budget.join(" ")}`,
): string {
  return command((spent.length === 0 ? ["tokens"] : spent).map((limit) => `budget.${limit}=…`));
}

/** Where `key=value` sets something. */
function placeOf(change: string): string {
  return change.slice(0, change.indexOf("=")).trim();
}

/** A command as it was given, with its arguments, in the folder of its run and under another budget. */
export function raisedAgain(
  command: Command,
  words: readonly string[],
  folder: string,
  budget: readonly string[],
): string {
  const raised = new Set(budget.map(placeOf));
  const kept = words.filter((word) => !raised.has(placeOf(word)));
  // What the reader is to fill in stays as it is.
  return `${saidAgain(command, kept, tellingFlags)} --out ${shellWord(folder)} ${budget.join(" ")}`;
}

/**
 * The commands that go on with a run, each in a line; nothing when all is done.
 *
 * @param raising for a run whose budget is spent: see {@link raisingBudget}
 */
export function waysOn({ failed, pending, folder }: LeftToDo, raising?: string): readonly string[] {
  const on = raising ?? `sdialog resume ${shellWord(folder)}`;
  const isRaised = raising !== undefined && failed + pending > 0;
  const goOn = isRaised
    ? `${pending === 0 ? "Raise the budget with" : "Raise the budget and continue with"}: ${on}`
    : `Continue with: ${on}`;
  return [
    ...(pending === 0 && !isRaised ? [] : [goOn]),
    ...(failed === 0
      ? []
      : [
          `${join(folder, "failures.jsonl")} says why. ${isRaised ? "Then retry" : "Retry"} them with: sdialog retry-failed ${shellWord(folder)}`,
        ]),
  ];
}

/** {@link describeLeft} of a run whose budget ended it. */
export function describeSpent(left: LeftToDo): string | undefined {
  const what = describeLeft(left);
  return what === undefined || left.pending === 0 ? what : `The budget ended the run: ${what}`;
}

/**
 * Why a run that came to its end is not finished: tasks failed, or nobody was asked to do them; nothing when it is.
 *
 * @param raising where its budget ended it: see {@link raisingBudget}
 */
export function unfinished(left: LeftToDo, raising?: string): SDialogError | undefined {
  const what = raising === undefined ? describeLeft(left) : describeSpent(left);
  if (what === undefined) return undefined;
  const isSpent = raising !== undefined && left.pending > 0;
  return new SDialogError(what, {
    code: left.failed > 0 ? "tasks_failed" : isSpent ? "budget_spent" : "tasks_pending",
    hint: waysOn(left, raising).join("\n"),
  });
}
