import type { StreamWatch } from "../http/stream-watch.ts";
import { errorBodyFailure, errorIn, isError } from "./error-body.ts";
import { type ProviderFailure, ProviderFailureError } from "./provider-failure.ts";

const [lineFeed, carriageReturn] = [10, 13];

/**
 * Watches a stream of server-sent events for one that tells of an error. SDKs know the errors of their own provider: a
 * text where an object belongs, an event without JSON, or one with another server's names is nothing to them, or no
 * JSON, and what went wrong stays untold.
 */
export class ErrorEvents implements StreamWatch {
  /** What has come of the event that is not whole yet. */
  #open: Uint8Array[] = [];
  #line = 0;
  #afterReturn = false;

  /** The watch for an answer of a content type; none for one that has no events. */
  static of(type: string): ErrorEvents | undefined {
    return /^text\/event-stream\b/i.test(type) ? new ErrorEvents() : undefined;
  }

  take(bytes: Uint8Array): { readonly before: Uint8Array; readonly error: Error } | undefined {
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      if (!this.#endsEvent(bytes[at])) continue;
      const error = this.#errorIn(bytes.subarray(from, at + 1));
      if (error !== undefined) return { before: bytes.subarray(0, from), error };
      this.#open = [];
      from = at + 1;
    }
    if (from < bytes.length) this.#open.push(bytes.subarray(from));
    return undefined;
  }

  end(): Error | undefined {
    return this.#errorIn(new Uint8Array());
  }

  /** Whether a byte ends a blank line, whichever of the three ends lines have. */
  #endsEvent(byte: number | undefined): boolean {
    const isSecondHalf = byte === lineFeed && this.#afterReturn;
    this.#afterReturn = byte === carriageReturn;
    if (isSecondHalf) return false;
    if (byte !== lineFeed && byte !== carriageReturn) {
      this.#line++;
      return false;
    }
    const isBlank = this.#line === 0;
    this.#line = 0;
    return isBlank;
  }

  #errorIn(last: Uint8Array): ProviderFailureError | undefined {
    const decoder = new TextDecoder();
    const pieces = [...this.#open, last].map((piece) => decoder.decode(piece, { stream: true }));
    const failure = failureOf(pieces.join(""));
    return failure === undefined ? undefined : new ProviderFailureError(failure);
  }
}

/** What an event says went wrong; nothing for any other. */
function failureOf(event: string): ProviderFailure | undefined {
  if (!/error/i.test(event)) return undefined;
  const lines = event.split(/\r\n|\r|\n/);
  const data = lines.flatMap((line) => /^data(?:: ?(.*))?$/.exec(line)?.[1] ?? []).join("\n");
  // A line outside of any event, as proxies and servers that fall over write them.
  const isField = lines.some((line) => /^(?:data|event|id|retry)?:|^(?:data|event)$/.test(line));
  const said = isField ? data : event.trim();
  const value = parsed(said);
  if (value === undefined && /^\[?error\b/i.test(said))
    return errorBodyFailure(said.replace(/^\[?error\]?[:\s]*/i, "") || undefined);
  if (lines.some((line) => /^event: ?error\s*$/.test(line)))
    return errorIn(value) ?? errorBodyFailure(value ?? (data.trim() === "" ? undefined : data));
  return tellsOfError(value) ? errorIn(value) : undefined;
}

function tellsOfError(value: unknown): boolean {
  const told: unknown = Array.isArray(value) ? value[0] : value;
  return typeof told === "object" && told !== null && "error" in told && isError(told.error);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Words: whether they tell of an error, the name of the event says.
    return undefined;
  }
}
