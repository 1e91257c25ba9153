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
    ...(schemas.length === 1 ? schemas[0] : shareDefinitions({ oneOf: schemas })),
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Settings shorter than this are clearer where they stand, in characters of JSON. */
const shortSetting = 200;

/** The same schema with each longer setting that stands in several places written once, under `$defs`. */
function shareDefinitions(schema: Json): Json {
  const times = new Map<string, number>();
  visitSettings(schema, (_name, setting) => {
    const text = JSON.stringify(setting);
    times.set(text, (times.get(text) ?? 0) + 1);
    return undefined;
  });
  const names = new Map<string, string>();
  const $defs: Record<string, unknown> = {};
  const share = (name: string, setting: unknown): Json | undefined => {
    const text = JSON.stringify(setting);
    if (text.length < shortSetting || (times.get(text) ?? 0) < 2) return undefined;
    let own = names.get(text);
    if (own === undefined) {
      own = name;
      for (let number = 2; Object.hasOwn($defs, own); number++) own = `${name}-${number}`;
      names.set(text, own);
      // Its name is taken before the settings inside it look for theirs.
      $defs[own] = undefined;
      $defs[own] = visitSettings(setting, share);
    }
    return { $ref: `#/$defs/${own}` };
  };
  return { ...(visitSettings(schema, share) as Json), $defs };
}

/** A copy of a schema in which some settings, at any depth, are replaced by what `replace` says; those it keeps are walked. */
function visitSettings(
  schema: unknown,
  replace: (name: string, setting: unknown) => Json | undefined,
): unknown {
  if (Array.isArray(schema)) return schema.map((each) => visitSettings(each, replace));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === "properties" && typeof value === "object"
        ? Object.fromEntries(
            Object.entries(value as Json).map(([name, setting]) => [
              name,
              replace(name, setting) ?? visitSettings(setting, replace),
            ]),
          )
        : visitSettings(value, replace),
    ]),
  );
}
