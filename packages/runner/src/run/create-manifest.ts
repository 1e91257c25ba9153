import { findExecutor } from "../executors/find-executor.ts";
import { kindOf } from "../recipe/check-recipe.ts";
import { identityOf, planRecipe } from "../recipe/plan-recipe.ts";
import type { LoadedRecipe, RecipeVariant } from "../recipe/load-recipe.ts";
import type { Manifest } from "../store/manifest.ts";
import { describeEnvironment } from "./environment.ts";

/** The manifest of a new run of a recipe. */
export async function createManifest(
  loaded: LoadedRecipe,
  now: () => Date = () => new Date(),
): Promise<Manifest> {
  const { name, kind, variants, base, origins } = loaded;
  const { results } = kindOf({ kind });
  // A name that nobody knows should not make a folder first.
  for (const { recipe } of variants) findExecutor(recipe.executor);
  return {
    format: 1,
    name,
    kind,
    results: results.file,
    dialogs: results.dialogs,
    variants: await Promise.all(variants.map((variant) => describeVariant(variant, base))),
    base,
    created: now().toISOString(),
    environment: await describeEnvironment(),
    origins,
  };
}

async function describeVariant({ overrides, recipe }: RecipeVariant, base: string) {
  const { plan, hashInputs } = await planRecipe(recipe, { base });
  const inputs = await hashInputs().finally(() => plan.close?.());
  const { count, prompts = {}, promptTexts = {} } = plan;
  return {
    overrides,
    recipe: { ...recipe, count },
    identity: identityOf(recipe, inputs),
    count,
    inputs,
    prompts,
    promptTexts,
  };
}
