import { issueSentence } from "@sdialog/core/internal";
import * as z from "zod";
import { describeIssue } from "./check-recipe.ts";
import { executionFields } from "./common-fields.ts";

const { imports, executor, postgres, slurm, cache, tracking, voice } = executionFields;
const schema = z.object({ imports, executor, postgres, slurm, cache, tracking, voice });

/** The fields by which recipes of every kind reach for more than their models. */
export type ReachingFields = z.output<typeof schema>;

/**
 * The fields by which a recipe of any kind, also of one that is not known yet, reaches for modules, services, folders and
 * other machines. They are read before its kind can be: modules may bring that.
 *
 * @throws RecipeError naming the first that is not what a recipe has there
 */
export function reachingFields(recipe: Readonly<Record<string, unknown>>): ReachingFields {
  const result = schema.safeParse(recipe, { reportInput: true, error: issueSentence });
  if (result.success) return result.data;
  throw describeIssue(schema, result.error.issues[0] as z.core.$ZodIssue);
}
