import { SDialogError } from "@sdialog/core";

/** The command line itself is wrong. Code `usage`; exit status 2. */
export class UsageError extends SDialogError {
  override readonly name = "UsageError";

  constructor(message: string, hint?: string) {
    super(message, { code: "usage", hint });
  }
}
