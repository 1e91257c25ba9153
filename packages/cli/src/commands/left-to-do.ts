import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { shellWord } from "../terminal/shell-word.ts";

/** How many tasks of a run have not been done. */
export interface LeftToDo {
  readonly failed: number;
  readonly pending: number;
  readonly total: number;
}

/** What is not done of a run, in a sentence without its end; nothing when all is. */
export function describeLeft({ failed, pending, total }: LeftToDo): string | undefined {
  const toDo = `${pending === 1 ? "is" : "are"} still to be done`;
  if (failed === 0) return pending === 0 ? undefined : `${pending} of ${total} tasks ${toDo}`;
  return `${failed} of ${total} tasks failed${pending === 0 ? "" : `, and ${pending} ${toDo}`}`;
}

/** A run's folder, and what the commands that go on with it need beside its name: everything else is in it. */
export interface RunAt {
  readonly folder: string;
  /** Whether it is a test of chatbots, which `sdialog test` goes on with. */
  readonly isTest: boolean;
  /** Whether going on reaches for more than models, as whoever is told has agreed to. */
  readonly needsTrust: boolean;
  /** What is to be said of what comes of it, as flags. */
  readonly flags?: readonly string[] | undefined;
}

/** Where a run is that was carried out here: what its folder reaches for was agreed to. */
export async function ranAt(folder: string, kind: string, flags?: readonly string[]): Promise<RunAt> {
  const { runReach } = await import("@sdialog/runner");
  return { folder, isTest: kind === "test", needsTrust: (await runReach(folder)).length > 0, flags };
}

function command(name: string, { folder, needsTrust }: RunAt, words: readonly string[] = []): string {
  const quoted = [folder, ...words].map(shellWord);
  return ["sdialog", name, ...quoted, ...(needsTrust ? ["--trust"] : [])].join(" ");
}

/** The command that goes on with a run. */
export function goOn(run: RunAt): string {
  return command(run.isTest ? "test" : "resume", run, run.flags);
}

/** The command that goes on with a run whose budget is spent. @param spent the limits that are used up */
export function goOnRaising(run: RunAt, spent: readonly string[]): string {
  const limits = spent.length === 0 ? ["tokens"] : spent;
  // What the reader is to fill in stays as it is.
  return [goOn(run), ...limits.map((limit) => `budget.${limit}=…`)].join(" ");
}

/** The command that holds again, in another folder, what failed in a test. */
export function holdFailedAgain(run: RunAt): string {
  return command("test", run, ["--only", "failed"]);
}

/**
 * The commands that go on with a run, each in a line; nothing when all is done.
 *
 * @param spent the limits that are used up of the budget that ended it
 */
export function waysOn(
  { failed, pending }: LeftToDo,
  run: RunAt,
  spent?: readonly string[],
): readonly string[] {
  const isRaised = spent !== undefined && failed + pending > 0;
  const first = !isRaised
    ? `Continue with: ${goOn(run)}`
    : `${pending === 0 ? "Raise the budget with" : "Raise the budget and continue with"}: ${goOnRaising(run, spent)}`;
  return [
    ...(pending === 0 && !isRaised ? [] : [first]),
    ...(failed === 0
      ? []
      : [
          `${join(run.folder, "failures.jsonl")} says why. ${isRaised ? "Then retry" : "Retry"} them with: ${run.isTest ? holdFailedAgain(run) : command("retry-failed", run)}`,
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
 * @param spent the limits that are used up, where its budget ended it
 */
export function unfinished(left: LeftToDo, run: RunAt, spent?: readonly string[]): SDialogError | undefined {
  const what = spent === undefined ? describeLeft(left) : describeSpent(left);
  if (what === undefined) return undefined;
  const isSpent = spent !== undefined && left.pending > 0;
  return new SDialogError(what, {
    code: left.failed > 0 ? "tasks_failed" : isSpent ? "budget_spent" : "tasks_pending",
    hint: waysOn(left, run, spent).join("\n"),
  });
}
