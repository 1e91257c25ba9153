import { bodyMessage } from "../../backend-kit/checked-fetch.ts";
import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";

/** The fields of the AI SDK's `APICallError` that matter here. */
interface APICallError extends Error {
  readonly statusCode: number | undefined;
  readonly responseHeaders: Readonly<Record<string, string>> | undefined;
  readonly responseBody: string | undefined;
}

/** What an error of an AI SDK provider says; nothing for errors without an HTTP status. */
export function aiSdkFailure(error: unknown): ProviderFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "AI_LoadAPIKeyError")
    return { kind: "no_credentials", message: "the provider found no API key" };
  if (error.name === "AI_NoSuchModelError")
    return { kind: "not_found", message: "the provider has no such model" };
  if (error.name === "AI_UnsupportedFunctionalityError")
    return { kind: "unsupported", message: "the provider does not support this" };
  if (error.name === "AI_EmptyResponseBodyError" || error.name === "AI_NoContentGeneratedError")
    return { kind: "empty_response", message: "the reply is empty" };
  if (
    error.name === "AI_JSONParseError" ||
    error.name === "AI_TypeValidationError" ||
    error.name === "AI_InvalidResponseDataError"
  )
    return { kind: "malformed_response", message: "the reply is not what the protocol promises" };
  if (!isAPICallError(error)) return undefined;
  const { statusCode: status, responseHeaders, responseBody = "" } = error;
  // Below 400 the answer came but could not be read; why stands in the causes.
  if (status === undefined || status < 400) return undefined;
  return {
    status,
    message: bodyMessage(responseBody) ?? "the provider refused the call",
    retryAfterMs: retryAfterMs((name) => responseHeaders?.[name]),
  };
}

function isAPICallError(error: Error): error is APICallError {
  return error.name === "AI_APICallError" && "statusCode" in error;
}
