import { ConversationFailedError } from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";

/** Why a task gave no result. */
export interface TaskFailure {
  /** A stop reason (`provider_error`, `empty`, …) or, for other errors, their code. */
  readonly reason: string;
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** How a task ended. */
export type TaskOutcome<Made> =
  | {
      readonly status: "done";
      readonly made: Made;
      /** Tries needed, from 1. */
      readonly attempts: number;
    }
  | {
      readonly status: "failed";
      readonly attempts: number;
      readonly failure: TaskFailure;
      /** Every try gave a result that was no good; otherwise a model failed, and the last try is not over. */
      readonly refused: boolean;
      /** What was made before it failed. */
      readonly made?: Made | undefined;
      /** What a model threw. */
      readonly error?: unknown;
    };

const hopeless: ReadonlySet<string> = new Set([
  "model_no_credentials",
  "model_authentication",
  "model_permission",
  "model_not_found",
  "model_budget",
  "missing_package",
  "unknown_backend",
]);

/** A missing or wrong key, or an unknown model: the next task would fail in the same way, so there is no point in trying it. */
export function isHopeless(error: unknown): boolean {
  const cause = causeOf(error);
  return SDialogError.isInstance(cause) && hopeless.has(cause.code);
}

/** What a conversation failed of, or the error itself. */
export function causeOf(error: unknown): unknown {
  return error instanceof ConversationFailedError ? error.cause : error;
}

/** Says why a task failed that threw this. */
export function failureOf(error: unknown): TaskFailure {
  if (error instanceof ConversationFailedError) {
    const cause = SDialogError.isInstance(error.cause) ? error.cause : error;
    return { reason: error.reason, code: cause.code, message: cause.message, hint: cause.hint };
  }
  if (SDialogError.isInstance(error)) {
    const reason = ModelError.isInstance(error) ? "provider_error" : error.code;
    return { reason, code: error.code, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { reason: "internal_error", code: "internal_error", message };
}
