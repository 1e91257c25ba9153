import { ModelError, type ModelErrorKind } from "@sdialog/llm";
import { RequestError } from "./request-error.ts";

/** An error as a client may see it. */
export interface PublicError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Whole seconds after which trying again makes sense. */
  readonly retryAfter?: number | undefined;
}

const modelErrors: Partial<Record<ModelErrorKind, PublicError>> = {
  rate_limit: {
    status: 429,
    code: "rate_limit_exceeded",
    message: "The model behind this agent is at its rate limit.",
  },
  overloaded: { status: 503, code: "overloaded", message: "The model behind this agent is overloaded." },
  timeout: { status: 504, code: "timeout", message: "The model behind this agent took too long." },
  budget: { status: 429, code: "insufficient_quota", message: "The budget of this agent is used up." },
  content_filter: {
    status: 400,
    code: "content_filter",
    message: "The model's content filter stopped the answer.",
  },
};

/**
 * What to tell a client. Only mistakes in the request itself are explained; every other error is reduced to its kind,
 * since messages of providers and programs may hold private information.
 */
export function publicError(error: unknown): PublicError {
  if (error instanceof RequestError)
    return { status: error.status, code: error.code, message: error.message };
  if (ModelError.isInstance(error)) {
    const known = modelErrors[error.kind] ?? {
      status: 502,
      code: "model_unavailable",
      message: "The model behind this agent did not answer.",
    };
    const { retryAfterMs } = error;
    return retryAfterMs === undefined ? known : { ...known, retryAfter: Math.ceil(retryAfterMs / 1000) };
  }
  return { status: 500, code: "internal_error", message: "The agent failed to answer." };
}
