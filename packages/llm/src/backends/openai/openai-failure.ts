import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { retryAfterMs } from "../../backend-kit/retry-after.ts";
import type { ModelErrorKind } from "../../errors/model-error.ts";

/** The fields of the SDK's `APIError` that matter here. */
interface APIError extends Error {
  readonly status: number | undefined;
  readonly headers: Headers | undefined;
  readonly code?: string | null;
  readonly type?: string | undefined;
}

/** What an error of the `openai` SDK says; nothing for errors without an HTTP status or an error body. */
export function openaiFailure(error: unknown): ProviderFailure | undefined {
  if (!isAPIError(error)) return undefined;
  const { status, headers, code, type } = error;
  // An `error` event within a stream comes without status.
  if (status === undefined && code == null && type === undefined) return undefined;
  return {
    kind: kindOfCode[code ?? ""] ?? kindOfCode[type ?? ""] ?? (status === undefined ? "server" : undefined),
    status,
    message: error.message.replace(/^\d{3} /, ""),
    retryAfterMs: retryAfterMs((name) => headers?.get(name)),
  };
}

const kindOfCode: Readonly<Record<string, ModelErrorKind>> = {
  content_filter: "content_filter",
  insufficient_quota: "permission",
  rate_limit_exceeded: "rate_limit",
  model_not_found: "not_found",
};

function isAPIError(error: unknown): error is APIError {
  return error instanceof Error && "status" in error && "headers" in error;
}
