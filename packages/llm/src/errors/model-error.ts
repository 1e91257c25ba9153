import { SDialogError } from "@sdialog/core";
import type { Usage } from "../usage.ts";

/**
 * What went wrong with a model call.
 *
 * `no_credentials` (no API key, or other way of signing in, was given or found, so nothing was sent), `authentication`
 * (the server refuses those that were), `permission`, `not_found`, `invalid_request`, `content_filter`, `unsupported`, `redirected` (to
 * another server, to which nothing was sent) and `too_large` (an answer of more bytes than allowed) fail again when tried
 * again unchanged; `rate_limit`, `overloaded`, `timeout`,
 * `connection`, `server` and `interrupted` (a stream that was cut) may pass.
 */
export type ModelErrorKind =
  | "no_credentials"
  | "authentication"
  | "permission"
  | "not_found"
  | "invalid_request"
  | "content_filter"
  | "unsupported"
  | "redirected"
  | "too_large"
  | "malformed_response"
  | "empty_response"
  | "rate_limit"
  | "overloaded"
  | "timeout"
  | "connection"
  | "server"
  | "interrupted"
  | "budget"
  | "not_recorded";

const retryableKinds: ReadonlySet<ModelErrorKind> = new Set([
  "rate_limit",
  "overloaded",
  "timeout",
  "connection",
  "server",
  "interrupted",
  "malformed_response",
  "empty_response",
]);

/** What is known about a failed model call; see {@link ModelError}. */
export interface ModelErrorOptions {
  readonly kind: ModelErrorKind;
  /** `backend:model`. */
  readonly model: string;
  /** HTTP status, when there was one. */
  readonly status?: number | undefined;
  /** How long the provider asks to wait. */
  readonly retryAfterMs?: number | undefined;
  readonly hint?: string | undefined;
  /** What the call used all the same, where the server said so. */
  readonly usage?: Usage | undefined;
  /** What the model had said before the call failed. */
  readonly said?: string | undefined;
  /**
   * Never the provider SDK's error object itself: those carry request headers, and with them keys.
   */
  readonly cause?: unknown;
}

/** A call of a model failed. Code `model_<kind>`. Holds no request header, URL query or key. */
export class ModelError extends SDialogError {
  override readonly name: string = "ModelError";
  readonly kind: ModelErrorKind;
  readonly model: string;
  /** HTTP status, when there was one. */
  readonly status: number | undefined;
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** What the call used all the same, with the calls before it that were tried again; nothing where nobody said so. */
  usage: Usage | undefined;
  /** What the model had said before the call failed: the beginning of a reply. Nothing where it had not begun. */
  said: string | undefined;

  constructor(message: string, options: ModelErrorOptions) {
    super(`${options.model}: ${message}`, {
      code: `model_${options.kind}`,
      hint: options.hint,
      cause: options.cause,
    });
    this.kind = options.kind;
    this.model = options.model;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
    this.usage = options.usage;
    this.said = options.said;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return retryableKinds.has(this.kind);
  }

  static override isInstance(error: unknown): error is ModelError {
    return SDialogError.isInstance(error) && error.code.startsWith("model_");
  }
}
