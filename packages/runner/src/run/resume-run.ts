import { checkOptions } from "@sdialog/core/internal";
import type { RunSummary } from "../runs/run-event.ts";
import { runInFolder, type RunOptions, runOptionNames } from "./run-in-folder.ts";

/**
 * Continues a run that was interrupted in any way: finished tasks stay, tasks under way continue after their last
 * model call, failed ones stay failed (see `retryFailed`).
 *
 * @param folder the run's folder
 * @throws as `runRecipe` does
 */
export function resumeRun(folder: string, options: RunOptions = {}): Promise<RunSummary> {
  checkOptions("resumeRun", options, runOptionNames);
  return runInFolder(folder, undefined, options);
}
