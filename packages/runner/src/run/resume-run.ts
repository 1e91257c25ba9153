import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { readManifest } from "../store/manifest.ts";
import type { RunSummary } from "../runs/run-event.ts";
import { createManifest } from "./create-manifest.ts";
import { loadRun } from "./load-run.ts";
import { runInFolder, type RunOptions, runOptionNames } from "./run-in-folder.ts";

/** How a run is continued. */
export interface ResumeRunOptions extends RunOptions {
  /**
   * `key=value` texts, as on a command line, that change how the run goes on, but not what a task makes:
   * `budget.tokens=90000`, `concurrency=2`. They are kept with the run. Default: as its folder says.
   */
  readonly overrides?: readonly string[] | undefined;
}

const resumeRunOptionNames: OptionNames<ResumeRunOptions> = { ...runOptionNames, overrides: true };

/**
 * Continues a run that was interrupted in any way, or ended by its budget: finished tasks stay, tasks under way continue
 * after their last model call, failed ones stay failed (see `retryFailed`).
 *
 * @param folder the run's folder
 * @throws as `runRecipe` does; StoreError `store_untrusted` for a folder that reaches further than its models;
 *   RecipeError for a change after which the results would be others
 */
export async function resumeRun(folder: string, options: ResumeRunOptions = {}): Promise<RunSummary> {
  checkOptions("resumeRun", options, resumeRunOptionNames);
  requireArguments("resumeRun", arguments, 1);
  const { overrides = [], trust } = options;
  const running = pickOptions(options, runOptionNames);
  if (overrides.length === 0) return runInFolder(folder, await readManifest(folder), running);
  const manifest = await createManifest(await loadRun(folder, { overrides, trust }));
  // What the folder reaches for was agreed to, and what was said now is the caller's own.
  return runInFolder(folder, manifest, { ...running, trust: true });
}
