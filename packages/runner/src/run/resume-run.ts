import { requireArguments, checkOptions } from "@sdialog/core/internal";
import { readManifest } from "../store/manifest.ts";
import type { RunSummary } from "../runs/run-event.ts";
import { runInFolder, type RunOptions, runOptionNames } from "./run-in-folder.ts";

/**
 * Continues a run that was interrupted in any way: finished tasks stay, tasks under way continue after their last
 * model call, failed ones stay failed (see `retryFailed`).
 *
 * @param folder the run's folder
 * @throws as `runRecipe` does; StoreError `store_untrusted` for a folder that reaches further than its models
 */
export async function resumeRun(folder: string, options: RunOptions = {}): Promise<RunSummary> {
  checkOptions("resumeRun", options, runOptionNames);
  requireArguments("resumeRun", arguments, 1);
  return runInFolder(folder, await readManifest(folder), options);
}
