import { SDialogError } from "@sdialog/core";

/**
 * What went wrong with a speech model. `no_credentials` (none were given or found, so nothing was sent), `authentication`, `invalid_request`, `unknown_voice`, `no_voice` (for a language),
 * `malformed_audio` and `too_large` fail again when tried again unchanged; `rate_limit`, `timeout`, `connection` and
 * `server` may pass.
 */
export type SpeechErrorKind =
  | "no_credentials"
  | "authentication"
  | "invalid_request"
  | "unknown_voice"
  | "no_voice"
  | "malformed_audio"
  | "too_large"
  | "rate_limit"
  | "timeout"
  | "connection"
  | "server";

const retryableKinds: ReadonlySet<SpeechErrorKind> = new Set([
  "rate_limit",
  "timeout",
  "connection",
  "server",
]);

/** What is known about a failed call; see {@link SpeechError}. */
export interface SpeechErrorOptions {
  readonly kind: SpeechErrorKind;
  /** `engine:model`. */
  readonly model: string;
  /** HTTP status, when there was one. */
  readonly status?: number | undefined;
  readonly hint?: string | undefined;
  /** Never the provider SDK's error itself: those carry request headers, and with them keys. */
  readonly cause?: unknown;
}

/** A speech model failed. Code `speech_<kind>`. Holds no request header, URL query or key. */
export class SpeechError extends SDialogError {
  override readonly name = "SpeechError";
  readonly kind: SpeechErrorKind;
  readonly model: string;
  /** HTTP status, when there was one. */
  readonly status: number | undefined;

  constructor(message: string, options: SpeechErrorOptions) {
    super(`${options.model}: ${message}`, {
      code: `speech_${options.kind}`,
      hint: options.hint,
      cause: options.cause,
    });
    this.kind = options.kind;
    this.model = options.model;
    this.status = options.status;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return retryableKinds.has(this.kind);
  }

  static override isInstance(error: unknown): error is SpeechError {
    return SDialogError.isInstance(error) && error.code.startsWith("speech_");
  }
}
