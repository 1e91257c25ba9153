import { SDialogError } from "@sdialog/core";

/** A metric or evaluator that failed: on how many dialogues of how many, or on all of them together. */
export interface FailedScore {
  readonly name: string;
  /** `3 of 6 dialogues`, or the name of a dataset. */
  readonly on: string;
  /** Why, the first time. */
  readonly message: string;
}

/** @throws SDialogError `scores_failed` naming what was asked for and not found out, when everything else is printed */
export function refuseFailedScores(failed: readonly FailedScore[]): void {
  const [first] = failed;
  if (first === undefined) return;
  const others = failed.length > 1 ? `, and ${failed.length - 1} more failed` : "";
  throw new SDialogError(`${first.name} failed on ${first.on}: ${first.message}${others}`, {
    code: "scores_failed",
    hint: "The other results are as printed; --json lists every failure.",
  });
}
