import type { ZodType } from "zod";
import * as z from "zod/mini";
import english from "zod/v4/locales/en.js";

/** A schema of zod, made with `zod` or with `zod/mini`. */
export type AnySchema<Output = unknown> = ZodType<Output> | z.ZodMiniType<Output>;

/**
 * What `schema.safeParse` says, in words: schemas of `zod/mini` have none for what is wrong unless a language was chosen, so
 * English is, as it is when a schema of `zod` is made.
 */
export function safeParse<Schema extends AnySchema>(
  schema: Schema,
  value: unknown,
): z.core.util.SafeParseResult<z.output<Schema>> {
  if (z.config().localeError === undefined) z.config(english());
  return schema.safeParse(value) as z.core.util.SafeParseResult<z.output<Schema>>;
}
