import * as z from "zod/mini";
import type { $ZodType } from "zod/v4/core";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { checkJsonForm } from "./check-json-form.ts";

/**
 * The JSON Schema of what a schema takes in, without its dialect: what a model is shown.
 *
 * @param place how the schema is called, in front of the names of its fields
 * @param override may change the JSON Schema of each part
 * @throws InvalidArgumentError naming each field that JSON has no form for, or that is of zod 3
 */
export function inputJsonSchema(
  place: string,
  schema: $ZodType,
  override: (part: { readonly jsonSchema: Record<string, unknown> }) => void = () => {},
): Record<string, unknown> {
  try {
    checkJsonForm(place, schema);
    const { $schema: _dialect, ...json } = z.toJSONSchema(schema, {
      io: "input",
      // What is left of these takes anything, or tells its form itself.
      unrepresentable: "any",
      override,
    });
    return json;
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw error;
    const problem = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(`${place} cannot be written as JSON Schema: ${problem}`, { cause: error });
  }
}
