import { type Dialog, SDialogError, type StopReason } from "@sdialog/core";

/** A conversation could not go on because something threw. What was said before is in `dialog`. Code `conversation_failed`. */
export class ConversationFailedError extends SDialogError {
  override readonly name = "ConversationFailedError";
  /** The dialogue as far as it came. */
  readonly dialog: Dialog;
  /** Why it ended; one of the reasons that mean failure. */
  readonly reason: StopReason;

  constructor(dialog: Dialog, reason: StopReason, cause: SDialogError) {
    super(`The conversation failed after ${dialog.length} turns: ${cause.message}`, {
      code: "conversation_failed",
      hint: cause.hint,
      cause,
    });
    this.dialog = dialog;
    this.reason = reason;
  }
}
