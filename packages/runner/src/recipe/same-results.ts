import { isDeepStrictEqual } from "node:util";
import { type CommonRecipe, executionFieldNames } from "./common-fields.ts";
import type { Override } from "./parse-override.ts";
import { RecipeError } from "./recipe-error.ts";

/** One recipe of a sweep, with what the sweep set for it, by path. */
interface Variant {
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly recipe: CommonRecipe;
  readonly identity: string;
}

/**
 * Tasks are told apart by what their results are made of, so that two variants that make the same results would each take
 * the other's work for its own.
 *
 * @throws RecipeError naming the field that is swept
 */
export function refuseSameResults(variants: readonly Variant[], overrides: readonly Override[]): void {
  const known = new Map<string, Variant>();
  for (const variant of variants) {
    const earlier = known.get(variant.identity);
    if (earlier !== undefined) throw sameResults(earlier, variant, overrides);
    known.set(variant.identity, variant);
  }
}

function sameResults(one: Variant, other: Variant, overrides: readonly Override[]): RecipeError {
  // Whatever else two recipes of one identity differ in would be part of it.
  const field = executionFieldNames.find(
    (name) => !isDeepStrictEqual(Reflect.get(one.recipe, name), Reflect.get(other.recipe, name)),
  );
  if (field !== undefined)
    return new RecipeError(
      placeIn(one, other, field),
      "its values would make the same results, so a sweep cannot go over it: it changes only how many are made, how fast, where, or what becomes of them",
      { hint: "Compare its values by runs of their own, each in a folder of its own." },
    );
  return new RecipeError(repeated(one, other, overrides), "two variants of the sweep are the same recipe", {
    hint: "Give each value once, and each setting once.",
  });
}

/** The setting that the command line swept: the field, or what lies in it. */
function placeIn(one: Variant, other: Variant, field: string): string {
  return differing(one, other).find((path) => path === field || path.startsWith(`${field}.`)) ?? field;
}

function differing({ overrides }: Variant, other: Variant): readonly string[] {
  return Object.keys(overrides).filter((path) => !isDeepStrictEqual(overrides[path], other.overrides[path]));
}

/** The setting whose values make no difference to the recipe. */
function repeated(one: Variant, other: Variant, overrides: readonly Override[]): string {
  const [different] = differing(one, other);
  if (different !== undefined) return different;
  const paths = overrides.map(({ path }) => path.join("."));
  const found = overrides.findIndex(
    ({ values }, number) =>
      values.some((value, index) =>
        values.slice(0, index).some((before) => isDeepStrictEqual(before, value)),
      ) ||
      (values.length > 1 && paths.indexOf(paths[number] as string) !== number),
  );
  return paths[found] ?? "";
}
