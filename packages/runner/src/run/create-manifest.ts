import { kindOf } from "../recipe/check-recipe.ts";
import type { LoadedRecipe } from "../recipe/load-recipe.ts";
import type { Manifest } from "../store/manifest.ts";
import { describeEnvironment } from "./environment.ts";

/** The manifest of a new run of a recipe. */
export async function createManifest(
  loaded: LoadedRecipe,
  now: () => Date = () => new Date(),
): Promise<Manifest> {
  const { name, kind, variants, base, origins } = loaded;
  return {
    format: 1,
    name,
    kind,
    results: kindOf({ kind }).results.file,
    variants: variants.map(({ overrides, recipe, identity }) => ({
      overrides,
      recipe: { ...recipe },
      identity,
      count: recipe.count,
    })),
    base,
    created: now().toISOString(),
    environment: await describeEnvironment(),
    origins,
  };
}
