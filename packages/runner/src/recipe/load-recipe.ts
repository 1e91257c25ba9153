import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { homedir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { checkRecipe, kindOf } from "./check-recipe.ts";
import type { CommonRecipe } from "./common-fields.ts";
import { type Layer, leaves, type Merged, mergeLayers, override, type Origins } from "./layers.ts";
import { type Override, parseOverride } from "./parse-override.ts";
import { isPlainObject } from "./paths.ts";
import { refuseIdleFields } from "./idle-fields.ts";
import { importModules } from "./import-modules.ts";
import { identityOf } from "./plan-recipe.ts";
import { findPreset } from "./presets.ts";
import { loadKind } from "./load-kind.ts";
import { readRecipeFile } from "./read-recipe-file.ts";
import { RecipeError } from "./recipe-error.ts";
import { refuseSameResults } from "./same-results.ts";

/** What is merged under and over a recipe, and where its relative paths start. */
export interface LoadRecipeOptions {
  /** `key=value` texts, as on a command line. */
  readonly overrides?: readonly string[] | undefined;
  /** Starting point below all files. */
  readonly preset?: string | undefined;
  /** Settings of the project and of the user, laid below the recipe. Default: {@link settingsFiles} of the recipe's folder. */
  readonly settingsFiles?: readonly { readonly name: string; readonly path: string }[] | undefined;
  /** Modules that are imported besides those the recipe names, as on a command line; they become part of the recipe, so that its workers import them, too. */
  readonly imports?: readonly string[] | undefined;
  /** Folder that relative paths start from, for a recipe that is not a file. Default: the current one. */
  readonly base?: string | undefined;
}

/** The names of {@link LoadRecipeOptions}. */
export const loadRecipeOptionNames: OptionNames<LoadRecipeOptions> = {
  overrides: true,
  preset: true,
  settingsFiles: true,
  imports: true,
  base: true,
};

/** One recipe of a loaded file; a sweep makes several of one. */
export interface RecipeVariant {
  /** What the sweep set for this one, by path. */
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly recipe: CommonRecipe;
  /** Hash of everything in the recipe that can change a result. */
  readonly identity: string;
}

/** A recipe after all layers were laid over each other and checked. Sweeps have several variants, other recipes one. */
export interface LoadedRecipe {
  readonly name: string;
  readonly kind: string;
  /** One per combination of swept values; a recipe without a sweep has one. */
  readonly variants: readonly RecipeVariant[];
  /** Which layer set each value of the first variant. */
  readonly origins: Origins;
  /** Folder that relative paths in the recipe start from. */
  readonly base: string;
}

/**
 * Reads a recipe and everything that is laid under and over it: defaults < preset < project < user < recipe <
 * `key=value`.
 *
 * @param source a file, or the recipe itself
 * @throws RecipeError for a broken or unknown setting, naming its place
 */
export async function loadRecipe(
  source: string | Readonly<Record<string, unknown>>,
  options: LoadRecipeOptions = {},
): Promise<LoadedRecipe> {
  checkOptions("loadRecipe", options, loadRecipeOptionNames);
  const base = resolve(options.base ?? (typeof source === "string" ? dirname(source) : "."));
  const own = typeof source === "string" ? await readRecipeFile(source) : source;
  const layer = typeof source === "string" ? basename(source) : "recipe";
  const overrides = (options.overrides ?? []).map(parseOverride);
  const merged = mergeLayers([
    ...(options.preset === undefined
      ? []
      : [{ name: `preset ${options.preset}`, data: findPreset(options.preset) }]),
    ...(await settingsLayers(options.settingsFiles ?? settingsFiles(base), own)),
    { name: layer, data: own },
  ]);
  const further = options.imports ?? [];
  await loadImports(merged.data, base, overrides);
  await importModules(further, base);
  await loadKind(merged.data["kind"]);
  const combinations = sweep(merged, overrides).map((combination) => withImports(combination, further));
  const variants = combinations.map(({ swept, values }) => variantOf(swept.data, values));
  const [first] = variants as [RecipeVariant, ...RecipeVariant[]];
  const other = variants.find(({ recipe }) => recipe.kind !== first.recipe.kind);
  if (other !== undefined) throw new RecipeError("kind", "one run cannot sweep over kinds of recipes");
  refuseSameResults(variants, overrides);
  refuseIdleFields(
    variants.map(({ recipe }) => kindOf({ ...recipe }).idle?.(recipe) ?? {}),
    (combinations[0] as Swept).swept.origins,
    [layer, "command line"],
  );
  const fallback = typeof source === "string" ? basename(source, extname(source)) : first.recipe.kind;
  return {
    name: first.recipe.name ?? fallback,
    kind: first.recipe.kind,
    variants,
    origins: withDefaults(first.recipe, (combinations[0] as Swept).swept.origins),
    base,
  };
}

/** Where settings of the project (nearest folder upwards) and of the user may lie. */
export function settingsFiles(base: string): readonly { readonly name: string; readonly path: string }[] {
  return [
    { name: "project", path: join(base, "sdialog.yaml") },
    { name: "user", path: join(homedir(), ".config", "sdialog", "sdialog.yaml") },
  ];
}

/**
 * A settings file holds `defaults:` for all kinds of recipes and a section for each kind that has settings of its
 * own.
 */
async function settingsLayers(
  files: readonly { readonly name: string; readonly path: string }[],
  recipe: Readonly<Record<string, unknown>>,
): Promise<Layer[]> {
  const layers: Layer[] = [];
  for (const { name, path } of files) {
    if (!(await pathExists(path))) continue;
    const sections = await readRecipeFile(path);
    for (const section of ["defaults", String(recipe["kind"])]) {
      const data = sections[section] ?? {};
      if (!isPlainObject(data)) throw new RecipeError(section, `${path} must hold settings here`);
      layers.push({ name: `${name} settings (${path})`, data });
    }
  }
  return layers;
}

/** Modules come first: they may bring the very kind, backend or persona class that the recipe names. */
async function loadImports(
  data: Readonly<Record<string, unknown>>,
  base: string,
  overrides: readonly Override[],
): Promise<void> {
  const overridden = overrides.findLast(({ path }) => path.join(".") === "imports")?.values[0];
  const imports = overridden ?? data["imports"];
  if (Array.isArray(imports)) await importModules(imports.map(String), base);
}

interface Swept {
  readonly swept: Merged;
  readonly values: Readonly<Record<string, unknown>>;
}

function withImports({ swept, values }: Swept, further: readonly string[]): Swept {
  if (further.length === 0) return { swept, values };
  const own = swept.data["imports"];
  const imports = [...new Set([...(Array.isArray(own) ? own.map(String) : []), ...further])];
  return { swept: override(swept, ["imports"], imports, "--import"), values };
}

const mostVariants = 1000;

/** All combinations of the values given on the command line. */
function sweep(merged: Merged, overrides: readonly Override[]): Swept[] {
  const count = overrides.reduce((product, { values }) => product * values.length, 1);
  if (count > mostVariants)
    throw new RecipeError(
      "",
      `the sweep has ${count} combinations; ${mostVariants} is the most for one run`,
      {
        hint: "Sweep over fewer values at a time, in several runs.",
      },
    );
  let combinations: Swept[] = [{ swept: merged, values: {} }];
  for (const { path, values } of overrides) {
    combinations = combinations.flatMap((combination) =>
      values.map((value) => ({
        swept: override(combination.swept, path, value, "command line"),
        values: values.length === 1 ? combination.values : { ...combination.values, [path.join(".")]: value },
      })),
    );
  }
  return combinations;
}

function variantOf(
  data: Readonly<Record<string, unknown>>,
  overrides: Readonly<Record<string, unknown>>,
): RecipeVariant {
  kindOf(data);
  const recipe = checkRecipe(data);
  return { overrides, recipe, identity: identityOf(recipe) };
}

function withDefaults(recipe: CommonRecipe, origins: Origins): Origins {
  const paths = leaves(recipe).map(([path]) => path.join("."));
  return Object.fromEntries(paths.map((path) => [path, originOf(path, origins)]));
}

/** A value inside a list comes from whoever wrote it, or else the list. */
function originOf(path: string, origins: Origins): string {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length--) {
    const origin = origins[parts.slice(0, length).join(".")];
    if (origin !== undefined) return origin;
  }
  return Object.entries(origins).find(([name]) => name.startsWith(`${path}.`))?.[1] ?? "default";
}
