import { SDialogError } from "@sdialog/core";

/**
 * Whether a model was not even asked, since it has no key: whatever else it is to judge would fail in the same way, so that
 * nothing has begun, rather than one metric of many having failed.
 */
export function isKeyMissing(error: unknown): boolean {
  return SDialogError.isInstance(error) && error.code === "model_no_credentials";
}
