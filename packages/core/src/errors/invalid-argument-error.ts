import { SDialogError } from "./sdialog-error.ts";

/** The caller passed a value that this function does not accept. Code `invalid_argument`. */
export class InvalidArgumentError extends SDialogError {
  override readonly name = "InvalidArgumentError";

  constructor(
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, { code: "invalid_argument", ...options });
  }
}
