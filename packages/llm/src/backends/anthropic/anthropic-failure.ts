import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { bodyMessage } from "../../backend-kit/checked-fetch.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";

/** The fields of the SDK's `APIError` that matter here. */
interface APIError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly error: unknown;
}

/** What an error of the SDK says; nothing for others without an HTTP status. Errors within a stream never reach it. */
export function anthropicFailure(error: unknown): ProviderFailure | undefined {
  // The SDK looks in several places before it says so, and sends nothing.
  if (error instanceof Error && error.message.startsWith("Could not resolve authentication method"))
    return {
      kind: "no_credentials",
      message: "no API key was given",
      hint: "Set ANTHROPIC_API_KEY, or pass `apiKey`; for a server of your own pass `baseURL`.",
    };
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
