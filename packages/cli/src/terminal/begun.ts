import { SDialogError } from "@sdialog/core";
import type { RunEvent, RunListener } from "@sdialog/runner";
import { UsageError } from "./usage-error.ts";

/**
 * Carries out a run.
 * @throws UsageError for what ends it before it has begun: nothing was made or spent yet
 */
export async function begun<Result>(
  start: (listener: RunListener) => Promise<Result>,
  listener: RunListener,
): Promise<Result> {
  let started = false;
  try {
    return await start((event: RunEvent) => {
      started ||= event.type === "start";
      listener(event);
    });
  } catch (error) {
    if (started || !SDialogError.isInstance(error)) throw error;
    throw new UsageError(error.message, error.hint);
  }
}
