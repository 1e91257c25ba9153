import { lookUp, registered } from "@sdialog/core";
import { issueSentence, nearestName } from "@sdialog/core/internal";
import type { z } from "zod";
import type { CommonRecipe } from "./common-fields.ts";
import { knownKeys } from "./known-keys.ts";
import { RecipeError } from "./recipe-error.ts";
import type { RecipeKind } from "./recipe-kind.ts";
import "./recipe-kinds.ts";
import { within } from "./within.ts";

/** The kind a recipe says it is. @throws RecipeError naming the known ones */
export function kindOf({ kind }: Readonly<Record<string, unknown>>): RecipeKind {
  if (kind === undefined) {
    const names = registered("recipe").map(({ name }) => name);
    throw new RecipeError("kind", "is missing", { hint: `Kinds are: ${names.join(", ")}.` });
  }
  return within("kind", () => lookUp("recipe", String(kind))) as RecipeKind;
}

/** A recipe with every default filled in. @throws RecipeError naming the first wrong place */
export function checkRecipe(data: Readonly<Record<string, unknown>>): CommonRecipe {
  const { schema, results } = kindOf(data);
  const result = schema.safeParse(data, { reportInput: true, error: issueSentence });
  if (result.success) {
    if (result.data.voice !== undefined && !results.dialogs)
      throw new RecipeError("voice", "there is nothing to speak: this kind makes no dialogues");
    return result.data;
  }
  throw describeIssue(schema, result.error.issues[0] as z.core.$ZodIssue);
}

/** What an issue says of the value it is about. */
export function describeIssue(
  schema: z.ZodType,
  issue: z.core.$ZodIssue,
  before: PropertyKey[] = [],
): RecipeError {
  const path = [...before, ...issue.path];
  const place = path.map(String).join(".");
  if (issue.code === "invalid_union") {
    // The branch that got furthest says most clearly what is wrong.
    const branches = issue.errors.filter((branch) => branch.length > 0);
    const [best] = branches.toSorted(
      (a, b) => depth(b) - depth(a) || Number(isTypeIssue(a)) - Number(isTypeIssue(b)),
    );
    if (best?.[0] !== undefined) return describeIssue(schema, best[0], path);
  }
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const known = knownKeys(schema, path);
    const nearest = nearestName(key, known);
    const hint = nearest === undefined ? `Settings here: ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
    return new RecipeError([...path, key].map(String).join("."), "there is no such setting", { hint });
  }
  if ("input" in issue && issue.input === undefined) return new RecipeError(place, "is missing");
  return new RecipeError(place, issue.message.charAt(0).toLowerCase() + issue.message.slice(1));
}

function depth(branch: readonly z.core.$ZodIssue[]): number {
  return Math.max(...branch.map(({ path }) => path.length));
}

function isTypeIssue(branch: readonly z.core.$ZodIssue[]): boolean {
  return branch[0]?.code === "invalid_type";
}
