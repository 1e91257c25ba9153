import { SDialogError } from "@sdialog/core";
import type { ProblemReason } from "../training/problem.ts";

/** A dialogue cannot be written in a format. An export leaves it out, and counts it by the reason. */
export class DialogRefusedError extends SDialogError {
  override readonly name = "DialogRefusedError";
  readonly reason: ProblemReason;

  constructor(reason: ProblemReason, message: string) {
    super(message, { code: "dialog_refused" });
    this.reason = reason;
  }
}
