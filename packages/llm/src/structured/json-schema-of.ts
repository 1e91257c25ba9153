import type { AnySchema } from "@sdialog/core";
import { inputJsonSchema } from "@sdialog/core/internal";
import type { JsonSchema } from "../message.ts";

/** A zod schema as models are shown it, and how to get from their reply to what the schema takes. */
export interface ReplySchema {
  readonly schema: JsonSchema;
  /** Takes off the object that had to be put around a schema whose root is not an object. */
  unwrap(reply: unknown): unknown;
}

/**
 * The JSON Schema of what `schema` takes in. Providers want an object at the root, so any other root is put
 * into one under the key `value`.
 *
 * @throws InvalidArgumentError naming the fields that JSON has no form for (`z.date()`), or that are of zod 3
 */
export function jsonSchemaOf(schema: AnySchema): ReplySchema {
  // Parsing drops unknown keys; a model need not write any in the first place.
  const root = inputJsonSchema("schema", schema, ({ jsonSchema }) => {
    if (jsonSchema["type"] === "object" && jsonSchema["properties"] !== undefined)
      jsonSchema["additionalProperties"] ??= false;
  });
  if (root["type"] === "object") return { schema: root, unwrap: (reply) => reply };
  const { $defs: definitions, ...value } = root;
  return {
    schema: {
      type: "object",
      properties: { value },
      required: ["value"],
      additionalProperties: false,
      ...(definitions === undefined ? {} : { $defs: definitions }),
    },
    // A model that saw no schema being enforced often leaves the wrapping out.
    unwrap: (reply) => (isWrapped(reply) ? reply.value : reply),
  };
}

function isWrapped(reply: unknown): reply is { readonly value: unknown } {
  return typeof reply === "object" && reply !== null && "value" in reply && Object.keys(reply).length === 1;
}
