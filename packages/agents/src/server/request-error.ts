import { SDialogError } from "@sdialog/core";

/** What a client did wrong. Its message is meant for the client. */
export class RequestError extends SDialogError {
  override readonly name = "RequestError";
  readonly status: number;

  constructor(message: string, options: { readonly status: number; readonly code: string }) {
    super(message, { code: options.code });
    this.status = options.status;
  }
}
