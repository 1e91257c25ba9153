import type { PublicError } from "../public-error.ts";

/** An error as OpenAI's API writes it. */
export function openAiError({ status, code, message }: PublicError) {
  const type = status === 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
  return { error: { message, type, param: null, code } };
}
