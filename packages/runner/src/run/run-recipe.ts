import { resolve } from "node:path";
import { openModels } from "@sdialog/generators/plan";
import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import {
  loadRecipe,
  type LoadedRecipe,
  type LoadRecipeOptions,
  loadRecipeOptionNames,
} from "../recipe/load-recipe.ts";
import { findExecutor } from "../executors/find-executor.ts";
import { localExecutor } from "../executors/local-executor.ts";
import { isRunFolder } from "../store/manifest.ts";
import { refuseUnpriced } from "./refuse-unpriced.ts";
import { voiceOf } from "../voice/speak-run.ts";
import { kindOf } from "../recipe/check-recipe.ts";
import { RunModels } from "../recipe/run-models.ts";
import { type NewRun, planNewRun } from "./create-manifest.ts";
import type { RunSummary } from "../runs/run-event.ts";
import { refuseLinks } from "../work/run-reach.ts";
import { runInFolder, type RunOptions, runOptionNames } from "./run-in-folder.ts";

/** How a recipe is loaded and its run carried out, and where the run is kept. */
export interface RunRecipeOptions extends RunOptions, LoadRecipeOptions {
  /** Folder of the run; made when missing. A run of the same recipe that is there is continued. */
  readonly out: string;
}

const runRecipeOptionNames: OptionNames<RunRecipeOptions> = {
  out: true,
  ...runOptionNames,
  ...loadRecipeOptionNames,
};

/**
 * Makes everything a recipe asks for.
 *
 * @param recipe a file, the recipe itself, or what `loadRecipe` returned
 * @throws RecipeError for a wrong recipe, StoreError for a folder that cannot be used, and errors with which no task
 *   can succeed (a wrong key, an unknown model); finished work is kept in every case
 */
export async function runRecipe(
  recipe: string | LoadedRecipe | Readonly<Record<string, unknown>>,
  options: RunRecipeOptions,
): Promise<RunSummary> {
  checkOptions("runRecipe", options, runRecipeOptionNames);
  requireArguments("runRecipe", arguments, 2);
  const loaded = isLoaded(recipe)
    ? recipe
    : await loadRecipe(recipe, pickOptions(options, loadRecipeOptionNames));
  const planned = await planNewRun(loaded);
  const { manifest } = planned;
  for (const { recipe: one } of loaded.variants) {
    await kindOf(one).prepare?.(one, {
      signal: options.signal,
      models: new RunModels({ ...one, known: options.models }),
      input: (path) => resolve(loaded.base, path),
    });
    await voiceOf(one, loaded.base);
  }
  // The recipe is the caller's own; what lies where its run goes need not be.
  await refuseLinks(options.out, manifest.results, options.trust);
  await refuseHopeless(planned, loaded, options);
  return runInFolder(options.out, manifest, { ...options, trust: true });
}

/**
 * What no task of a new run can succeed with is found before it has a folder. Other executors' workers open models where
 * they are, with the keys that are there; what is left of a run that was begun needs fewer models than the whole.
 *
 * @throws as `openModels` and `refuseUnpriced` do
 */
async function refuseHopeless(
  { models: asked }: NewRun,
  { variants }: LoadedRecipe,
  { out, models: known, executor }: RunRecipeOptions,
): Promise<void> {
  if (await isRunFolder(out)) return;
  for (const [number, { recipe }] of variants.entries()) {
    const specs = asked[number] ?? [];
    if (recipe.budget.dollars !== undefined) refuseUnpriced(specs, known);
    if ((executor ?? findExecutor(recipe.executor)) !== localExecutor) continue;
    const models = new RunModels({ ...recipe, known });
    await openModels(specs, (spec) => models.get(spec));
  }
}

function isLoaded(recipe: unknown): recipe is LoadedRecipe {
  return typeof recipe === "object" && recipe !== null && "variants" in recipe && "origins" in recipe;
}
