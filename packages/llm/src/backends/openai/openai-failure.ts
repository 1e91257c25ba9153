import { errorBodyFailure } from "../../backend-kit/error-body.ts";
import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";
import type { ModelErrorKind } from "../../errors/model-error.ts";

/** The fields of the SDK's `APIError` that matter here. */
interface APIError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly code?: string | null;
  readonly type?: string | undefined;
  /** What stands under `error` in the body. */
  readonly error?: unknown;
}

/** What an error of the `openai` SDK says; nothing for errors without an HTTP status or an error body. */
export function openaiFailure(error: unknown): ProviderFailure | undefined {
  if (!isAPIError(error)) return undefined;
  const { status, headers, code, type, error: body } = error;
  // An `error` event within a stream comes without status, and may be no more than a text.
  if (status === undefined && typeof body === "string" && body !== "") return errorBodyFailure(body);
  if (status === undefined && code == null && type === undefined) return undefined;
  const told = errorBodyFailure({ message: error.message, code, type });
  return {
    // A status says more than most codes.
    kind: status === undefined || closer.has(told.kind) ? told.kind : undefined,
    status: status ?? told.status,
    message: error.message.replace(/^\d{3} /, ""),
    retryAfterMs: retryAfterMs((name) => headers?.get(name)),
  };
}

/** Kinds that a code tells more closely than the status that comes with it. */
const closer: ReadonlySet<ModelErrorKind | undefined> = new Set([
  "content_filter",
  "permission",
  "rate_limit",
  "not_found",
]);

function isAPIError(error: unknown): error is APIError {
  return error instanceof Error && "status" in error && "headers" in error;
}
