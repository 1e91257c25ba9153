import { ConversationFailedError } from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";

const codes: ReadonlySet<string> = new Set([
  "model_authentication",
  "model_permission",
  "model_not_found",
  "model_budget",
  "missing_package",
  "unknown_backend",
]);

/** A wrong key or an unknown model: the next dialogue would fail in the same way, so there is no point in making it. */
export function isHopeless(error: unknown): boolean {
  const cause = error instanceof ConversationFailedError ? error.cause : error;
  return SDialogError.isInstance(cause) && codes.has(cause.code);
}
