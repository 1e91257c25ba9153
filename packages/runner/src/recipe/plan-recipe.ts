import { resolve } from "node:path";
import { contentHash } from "@sdialog/core";
import { kindOf } from "./check-recipe.ts";
import { type CommonRecipe, executionFieldNames } from "./common-fields.ts";
import type { InputHashes } from "../store/input-hashes.ts";
import { hashInputs } from "./inputs.ts";
import type { PlanContext, RecipePlan } from "./recipe-kind.ts";

/** A recipe that can be carried out, and what it is made of besides its settings. */
export interface PlannedRecipe {
  readonly plan: RecipePlan;
  /** Hashes of the files that were read for it. */
  hashInputs(): Promise<InputHashes>;
}

/** Plans a recipe. @throws RecipeError when it cannot be carried out */
export async function planRecipe(
  recipe: CommonRecipe,
  { base, signal }: Pick<PlanContext, "base" | "signal">,
): Promise<PlannedRecipe> {
  const inputs: string[] = [];
  const find = (path: string): string => resolve(base, path);
  const input = (path: string): string => {
    inputs.push(path);
    return find(path);
  };
  const plan = await kindOf(recipe).create(recipe, { base, signal, input });
  return { plan, hashInputs: () => hashInputs(inputs, find) };
}

/** Hash of everything in a recipe, and in the files it reads, that can change a result. */
export function identityOf(recipe: Readonly<Record<string, unknown>>, inputs: InputHashes = {}): string {
  const relevant = Object.entries(recipe).filter(([name]) => !executionFieldNames.includes(name));
  const own = contentHash(Object.fromEntries(relevant));
  const hashes = Object.keys(inputs)
    .toSorted()
    .map((path) => inputs[path]);
  return hashes.length === 0 ? own : contentHash([own, hashes]);
}
