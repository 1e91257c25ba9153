import { isHopeless } from "./task-outcome.ts";

/**
 * Opens the models that tasks may call, so that nothing is spent on one before it turns out that another cannot be asked.
 * What else is in a model's way is the failure of the tasks that call it.
 *
 * @throws what no task can succeed with: a key that is missing, an unknown model
 */
export async function openModels<Ref>(
  models: readonly Ref[],
  open: (model: Ref) => Promise<unknown>,
): Promise<void> {
  for (const opened of await Promise.allSettled(models.map((model) => open(model))))
    if (opened.status === "rejected" && isHopeless(opened.reason)) throw opened.reason;
}
