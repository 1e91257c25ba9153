import { registered } from "@sdialog/core";
import * as z from "zod";
import { kindOf } from "./check-recipe.ts";

/**
 * The JSON Schema of recipes, by which editors complete and check them: put
 * `# yaml-language-server: $schema=…` on a recipe's first line. Kinds that other packages bring are in it once they are
 * loaded: {@link loadKinds} loads them.
 *
 * @param kind only recipes of this kind. Default: all kinds, distinguished by `kind`
 * @throws RecipeError for an unknown kind
 */
export function recipeJsonSchema(kind?: string): Readonly<Record<string, unknown>> {
  const kinds = kind === undefined ? registered("recipe") : [kindOf({ kind })];
  const schemas = kinds.map(({ schema = z.strictObject({}), description }) => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<
      string,
      unknown
    >;
    return { ...rest, description };
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "SDialog recipe",
    ...(schemas.length === 1 ? schemas[0] : { oneOf: schemas }),
  };
}
