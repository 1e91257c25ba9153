import { errorChain } from "../errors/error-chain.ts";
import type { ProviderFailure } from "./provider-failure.ts";

/**
 * What an error means that is not the provider's answer: connections that failed or were cut off, time-outs, and
 * replies that could not be read.
 *
 * @param started whether a part of the reply had already arrived
 */
export function networkFailure(error: unknown, started: boolean): ProviderFailure {
  const chain = causes(error);
  const has = (pattern: RegExp): boolean => chain.some((text) => pattern.test(text));
  if (has(/HeadersTimeout|BodyTimeout|ConnectTimeout|TimeoutError|ETIMEDOUT|timed out/i))
    return { kind: "timeout", message: "the server took too long" };
  if (has(/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/))
    return { kind: "connection", message: "the server cannot be reached" };
  if (has(/SyntaxError|JSON|Deserialization|ZodError/i))
    return { kind: "malformed_response", message: "the reply is not what the protocol promises" };
  if (has(/ECONNRESET|EPIPE|UND_ERR_SOCKET|terminated|socket|aborted|premature|closed|Truncated/i)) {
    return started
      ? { kind: "interrupted", message: "the connection was cut in the middle of the reply" }
      : { kind: "connection", message: "the connection was cut before a reply came" };
  }
  if (has(/fetch failed|network|connection/i))
    return { kind: "connection", message: "the server cannot be reached" };
  // What is left are parsers that met a reply of another shape; only the kind of error is safe to report.
  const name = error instanceof Error ? error.name : typeof error;
  return { kind: "malformed_response", message: `the reply could not be read (${name})` };
}

/** Name, code and message of an error and of what caused it. */
function causes(error: unknown): readonly string[] {
  return errorChain(error).map(
    (one) => `${one.name} ${"code" in one ? String(one.code) : ""} ${one.message}`,
  );
}
