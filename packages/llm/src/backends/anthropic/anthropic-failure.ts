import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { bodyMessage } from "../../backend-kit/checked-fetch.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";
import type { ModelErrorKind } from "../../errors/model-error.ts";

/** The fields of the SDK's `APIError` that matter here. */
interface APIError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly error: unknown;
}

/** What an error of the SDK says; nothing for errors without an HTTP status or an error body. */
export function anthropicFailure(error: unknown): ProviderFailure | undefined {
  if (!isAPIError(error)) return undefined;
  const { status, headers } = error;
  const type = typeOf(error.error);
  if (status === undefined && type === undefined) return undefined;
  return {
    // An `error` event arrives within a stream whose status was 200.
    kind: status === undefined || status < 400 ? (kinds[type ?? ""] ?? "server") : undefined,
    ...(status === undefined || status < 400 ? {} : { status }),
    message: bodyMessage(JSON.stringify(error.error ?? null)) ?? type ?? "the provider refused the call",
    retryAfterMs: retryAfterMs((name) => headers?.get(name)),
  };
}

const kinds: Readonly<Record<string, ModelErrorKind>> = {
  overloaded_error: "overloaded",
  rate_limit_error: "rate_limit",
  authentication_error: "authentication",
  permission_error: "permission",
  not_found_error: "not_found",
  invalid_request_error: "invalid_request",
  timeout_error: "timeout",
};

function typeOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("error" in body)) return undefined;
  const { error } = body;
  return typeof error === "object" && error !== null && "type" in error ? String(error.type) : undefined;
}

function isAPIError(error: unknown): error is APIError {
  return error instanceof Error && "status" in error && "headers" in error;
}
