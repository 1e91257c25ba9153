import { resolve } from "node:path";
import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import {
  loadRecipe,
  type LoadedRecipe,
  type LoadRecipeOptions,
  loadRecipeOptionNames,
} from "../recipe/load-recipe.ts";
import { voiceOf } from "../voice/speak-run.ts";
import { kindOf } from "../recipe/check-recipe.ts";
import { RunModels } from "../recipe/run-models.ts";
import { createManifest } from "./create-manifest.ts";
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
  const manifest = await createManifest(loaded);
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
  return runInFolder(options.out, manifest, { ...options, trust: true });
}

function isLoaded(recipe: unknown): recipe is LoadedRecipe {
  return typeof recipe === "object" && recipe !== null && "variants" in recipe && "origins" in recipe;
}
