import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { bodyMessage } from "../../backend-kit/checked-fetch.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";

/** The fields of the SDK's `APIError` that matter here. */
interface APIError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly error: unknown;
}

/** What an error of the SDK says; nothing for errors without an HTTP status. Errors within a stream never reach it. */
export function anthropicFailure(error: unknown): ProviderFailure | undefined {
  if (!isAPIError(error) || error.status === undefined) return undefined;
  const { status, headers, error: body } = error;
  return {
    status,
    message: bodyMessage(JSON.stringify(body ?? null)) ?? "the provider refused the call",
    retryAfterMs: retryAfterMs((name) => headers?.get(name)),
  };
}

function isAPIError(error: unknown): error is APIError {
  return error instanceof Error && "status" in error && "headers" in error;
}
