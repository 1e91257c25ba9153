import { SDialogError } from "@sdialog/core";
import type { RunEvent, RunListener } from "@sdialog/runner";
import { exitStatus, statusOf } from "./exit-status.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Carries out a run.
 * @throws UsageError for what ends it before it has begun: nothing was made or spent yet
 * @throws SDialogError `run_stopped` for what ends it in the middle, though it would have kept another from beginning:
 *   a key that is taken away, a package that only a later task needs
 */
export async function begun<Result>(
  start: (listener: RunListener) => Promise<Result>,
  listener: RunListener,
): Promise<Result> {
  let started = false;
  let isUnderWay = false;
  try {
    return await start((event: RunEvent) => {
      started ||= event.type === "start";
      isUnderWay ||= event.type === "task";
      listener(event);
    });
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    const { message, hint } = error;
    if (!started) throw new UsageError(message, hint);
    if (isUnderWay && statusOf(error) === exitStatus.notBegun)
      throw new SDialogError(message, { code: "run_stopped", hint, cause: error });
    throw error;
  }
}
