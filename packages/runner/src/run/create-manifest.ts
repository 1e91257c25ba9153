import { findExecutor } from "../executors/find-executor.ts";
import { kindOf } from "../recipe/check-recipe.ts";
import { identityOf, planRecipe } from "../recipe/plan-recipe.ts";
import type { LoadedRecipe, RecipeVariant } from "../recipe/load-recipe.ts";
import type { ModelSpec } from "../recipe/model-spec.ts";
import type { Manifest, Variant } from "../store/manifest.ts";
import { describeEnvironment } from "./environment.ts";

/** A run that is not begun. */
export interface NewRun {
  readonly manifest: Manifest;
  /** The models that the tasks of each variant may call. */
  readonly models: readonly (readonly ModelSpec[])[];
}

/** The manifest of a new run of a recipe. */
export async function createManifest(loaded: LoadedRecipe, now?: () => Date): Promise<Manifest> {
  return (await planNewRun(loaded, now)).manifest;
}

/** What {@link createManifest} gives, with what is known by then. */
export async function planNewRun(loaded: LoadedRecipe, now: () => Date = () => new Date()): Promise<NewRun> {
  const { name, kind, variants, base, origins } = loaded;
  const { results } = kindOf({ kind });
  // A name that nobody knows should not make a folder first.
  for (const { recipe } of variants) findExecutor(recipe.executor);
  const described = await Promise.all(variants.map((variant) => describeVariant(variant, base)));
  const manifest: Manifest = {
    format: 1,
    name,
    kind,
    results: results.file,
    dialogs: results.dialogs,
    variants: described.map(({ variant }) => variant),
    base,
    created: now().toISOString(),
    environment: await describeEnvironment(),
    origins,
  };
  return { manifest, models: described.map(({ models }) => models) };
}

async function describeVariant({ overrides, recipe }: RecipeVariant, base: string) {
  const { plan, hashInputs } = await planRecipe(recipe, { base });
  const inputs = await hashInputs().finally(() => plan.close?.());
  const { count, prompts = {}, promptTexts = {}, models } = plan;
  const variant: Variant = {
    overrides,
    recipe: { ...recipe, count },
    identity: identityOf(recipe, inputs),
    count,
    inputs,
    prompts,
    promptTexts,
  };
  return { variant, models };
}
