import { SDialogError } from "@sdialog/core";
import { isHopeless } from "./task-outcome.ts";

/**
 * Opens the models that tasks may call, so that nothing is spent on one before it turns out that another cannot be asked.
 * What else is in a model's way is the failure of the tasks that call it.
 *
 * @throws what no task can succeed with: a key, an address or a region that is missing, an unknown model
 */
export async function openModels<Ref>(
  models: readonly Ref[],
  open: (model: Ref) => Promise<unknown>,
): Promise<void> {
  for (const opened of await Promise.allSettled(models.map((model) => open(model))))
    if (opened.status === "rejected" && (isHopeless(opened.reason) || isMisused(opened.reason)))
      throw opened.reason;
}

/** Whether a model cannot be made with what it was given. */
function isMisused(error: unknown): boolean {
  return SDialogError.isInstance(error) && error.code === "invalid_argument";
}
