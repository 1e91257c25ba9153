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

/** The error for a request that is wrong in itself. */
export function badRequest(message: string): RequestError {
  return new RequestError(message, { status: 400, code: "invalid_request" });
}
