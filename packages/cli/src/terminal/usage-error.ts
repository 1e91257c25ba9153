import { SDialogError } from "@sdialog/core";

/** What was asked for cannot be begun. Code `usage`; exit status 2. */
export class UsageError extends SDialogError {
  override readonly name = "UsageError";

  constructor(message: string, hint?: string) {
    super(message, { code: "usage", hint });
  }
}
