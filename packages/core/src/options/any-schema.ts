import type { ZodType } from "zod";
import * as z from "zod/mini";
import english from "zod/v4/locales/en.js";

/**
 * A schema of zod, made with `zod` or with `zod/mini`. Our own that a page may need are made with the latter, which is a
 * quarter of the former's size; they are used alike but for the methods: `z.optional(schema)` in place of `schema.optional()`.
 */
export type AnySchema<Output = unknown, Input = unknown> =
  | ZodType<Output, Input>
  | z.ZodMiniType<Output, Input>;

/**
 * The schema, about to be asked. One of `zod/mini` has no words for what is wrong unless a language was chosen: then it is
 * English, as where a schema of `zod` is made.
 */
export function inALanguage<Schema extends AnySchema>(schema: Schema): Schema {
  if (z.config().localeError === undefined) z.config(english());
  return schema;
}

/**
 * A schema like this one with a description, as `schema.describe(description)` of `zod` gives it.
 *
 * @param more what else a form shows of it, such as `examples`: `schema.meta(more)` of `zod`
 */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  description: string,
  more: { readonly examples?: readonly unknown[] } = {},
): Schema {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, { ...more, description });
  return copy;
}

/** What this schema takes, or `null`, which it is when it is left out. */
export function orNull<Schema extends z.ZodMiniType>(schema: Schema) {
  return z._default(z.nullable(schema), null);
}
