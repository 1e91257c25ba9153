import { checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { checkRecipe } from "../recipe/check-recipe.ts";
import { executionFieldNames } from "../recipe/common-fields.ts";
import { importModules } from "../recipe/import-modules.ts";
import { type Merged, override } from "../recipe/layers.ts";
import { loadKind } from "../recipe/load-kind.ts";
import type { LoadedRecipe, RecipeVariant } from "../recipe/load-recipe.ts";
import { type Override, parseOverride } from "../recipe/parse-override.ts";
import { reachingFields } from "../recipe/reaching-fields.ts";
import { RecipeError } from "../recipe/recipe-error.ts";
import { type Manifest, readManifest } from "../store/manifest.ts";
import { refuseChangedRecipe } from "../work/planned-run.ts";
import { refuseUntrusted, type Trust } from "../work/run-reach.ts";

/** How a run is gone on with. */
export interface LoadRunOptions {
  /**
   * `key=value` texts, as on a command line, that change how the run is carried out and how much is made, but not what a
   * task makes: `budget.tokens=90000`, `concurrency=2`, `count=500`.
   */
  readonly overrides?: readonly string[] | undefined;
  /** Whether the folder may make this machine do what its manifest says; see `runReach`. Default: it may not. */
  readonly trust?: Trust | undefined;
}

const loadRunOptionNames: OptionNames<LoadRunOptions> = { overrides: true, trust: true };

/**
 * The recipe of a run, as its folder records it: `runRecipe` goes on with it in the same folder.
 *
 * @throws RecipeError for a change after which the results would be others; StoreError `store_missing` for a folder that
 *   holds no run, `store_untrusted` for one that reaches further than its models
 */
export async function loadRun(folder: string, options: LoadRunOptions = {}): Promise<LoadedRecipe> {
  checkOptions("loadRun", options, loadRunOptionNames);
  requireArguments("loadRun", arguments, 1);
  const { overrides = [], trust } = options;
  const changes = overrides.map(parseOverride);
  for (const change of changes) refuseOtherResults(folder, change);
  const manifest = await readManifest(folder);
  await refuseUntrusted(folder, manifest, trust);
  const loaded: (RecipeVariant & { readonly origins: Merged["origins"] })[] = [];
  for (const variant of manifest.variants) loaded.push(await changed(manifest, variant, changes));
  const [first] = loaded as [(typeof loaded)[number]];
  return {
    name: first.recipe.name ?? manifest.name,
    kind: manifest.kind,
    variants: loaded.map(({ overrides: swept, recipe, identity }) => ({
      overrides: swept,
      recipe,
      identity,
    })),
    origins: first.origins,
    base: manifest.base,
  };
}

async function changed(
  { base, origins }: Manifest,
  variant: Manifest["variants"][number],
  changes: readonly Override[],
) {
  refuseChangedRecipe(variant);
  let merged: Merged = { data: variant.recipe, origins };
  for (const { path, values } of changes) merged = override(merged, path, values[0], "command line");
  await importModules(reachingFields(merged.data).imports, base);
  await loadKind(merged.data["kind"]);
  const { overrides, identity } = variant;
  return { overrides, identity, recipe: checkRecipe(merged.data), origins: merged.origins };
}

/** What makes other results makes another run. */
function refuseOtherResults(folder: string, { path, values }: Override): void {
  const place = path.join(".");
  if (!executionFieldNames.includes(path[0] as string))
    throw new RecipeError(place, `the run in ${folder} would make other results with another value`, {
      hint: `Start another run, in another folder. What can be changed in one that is there: ${executionFieldNames.join(", ")}.`,
    });
  if (values.length > 1)
    throw new RecipeError(place, "a run that is there can go on with one value of it", {
      hint: "Give one value; put lists and texts with commas in brackets or quotes.",
    });
}
