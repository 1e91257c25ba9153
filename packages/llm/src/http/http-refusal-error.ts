import { SDialogError } from "@sdialog/core";
import { errorChain } from "../errors/error-chain.ts";

/** Why an answer was not accepted: it led to another server, or was larger than allowed. */
export type HttpRefusal = "redirected" | "too_large";

/** An HTTP answer that was not accepted. Code `http_redirected` or `http_too_large`. Holds no header, path or query. */
export class HttpRefusalError extends SDialogError {
  override readonly name = "HttpRefusalError";
  readonly reason: HttpRefusal;

  constructor(reason: HttpRefusal, message: string, hint: string) {
    super(message, { code: `http_${reason}`, hint });
    this.reason = reason;
  }

  /** The refusal behind an error that an SDK threw. */
  static in(error: unknown): HttpRefusalError | undefined {
    return errorChain(error).find((one) => one instanceof HttpRefusalError);
  }
}

/** The error for a server that sends its callers on to another one. */
export function redirectRefused(from: URL, to: URL): HttpRefusalError {
  if (!isOfTheWeb(to))
    return new HttpRefusalError(
      "redirected",
      `${from.origin} redirects to a ${to.protocol} address, which is none of a server`,
      "Check the address: whatever answers there is not what it should be.",
    );
  return new HttpRefusalError(
    "redirected",
    `${from.origin} redirects to ${to.origin}, and what was meant for one is not sent to the other`,
    `If ${to.origin} is where it should go, use that as the address.`,
  );
}

/** Whether a server is asked there; files, data and scripts have addresses, too. */
export function isOfTheWeb({ protocol }: URL): boolean {
  return protocol === "http:" || protocol === "https:";
}

/** The error for a stream of which more than `limit` bytes are one event. */
export function eventTooLarge(limit: number): HttpRefusalError {
  return new HttpRefusalError(
    "too_large",
    `an event of the answer is larger than ${limit} bytes`,
    "The server may be broken: events of models hold a few words each.",
  );
}

/** The error for a redirect that leads nowhere one could follow. @param to where it leads within the same server */
export function redirectWithoutTarget(from: URL, status: number, to?: URL): HttpRefusalError {
  const where = to === undefined ? "and does not say where to" : `to ${to.pathname} on the same server`;
  return new HttpRefusalError(
    "redirected",
    `${from.origin} redirects (HTTP ${status}) ${where}`,
    "Check the address: a proxy or a page to log in may stand in front of the server.",
  );
}

/** The error for an answer of more than `limit` bytes. */
export function answerTooLarge(limit: number): HttpRefusalError {
  return new HttpRefusalError(
    "too_large",
    `the answer is larger than ${limit} bytes`,
    "The server may be broken; if answers really are that large, raise maxResponseBytes.",
  );
}
