import type { AttributeShape } from "@sdialog/core";
import { inputJsonSchema } from "@sdialog/core/internal";
import type { JsonSchema } from "@sdialog/llm";
import * as z from "zod/mini";
import { $ZodDefault, $ZodNullable, $ZodOptional, $ZodPrefault, type $ZodType } from "zod/v4/core";

/**
 * What the model is asked for: an object with exactly these attributes, none of them empty by default or null.
 *
 * @param wanted attribute name → what the model is told about it
 * @throws InvalidArgumentError for an attribute that JSON has no form for, or that is of zod 3
 */
export function attributeSchema(shape: AttributeShape, wanted: Readonly<Record<string, string>>): JsonSchema {
  const properties = Object.entries(wanted).map(([name, description]) => {
    const schema = inputJsonSchema(name, bare(shape[name] ?? z.unknown()));
    return [name, description === "" ? schema : { ...schema, description }];
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: Object.keys(wanted),
    additionalProperties: false,
  };
}

/** The schema without its default and without null, which would invite the model to leave the attribute out. */
function bare(schema: $ZodType): $ZodType {
  return schema instanceof $ZodDefault ||
    schema instanceof $ZodPrefault ||
    schema instanceof $ZodOptional ||
    schema instanceof $ZodNullable
    ? bare(schema._zod.def.innerType)
    : schema;
}
