import type { ZodObject } from "zod";
import type * as z from "zod/mini";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { inALanguage } from "./any-schema.ts";
import { checkOptions } from "./check-options.ts";
import { issueSentence, issueSentences } from "./issue-sentence.ts";

/**
 * The options of something whose options are described by a schema, checked and with defaults filled in: for what can
 * be had by name in recipes, and called in code just the same.
 *
 * @param owner what is called, as it is written: `webhookChatbot`
 * @throws InvalidArgumentError naming what does not fit, and the nearest name of an option there is not; never a value
 */
export function parseOptions<Schema extends ZodObject | z.ZodMiniObject>(
  owner: string,
  schema: Schema,
  options: unknown,
): z.output<Schema> {
  const names = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, true] as const));
  checkOptions(owner, options as Record<string, unknown>, names);
  const parsed = inALanguage(schema).safeParse(options ?? {}, { error: issueSentence });
  if (parsed.success) return parsed.data as z.output<Schema>;
  throw new InvalidArgumentError(`${owner}: ${issueSentences(parsed.error.issues)}`, { cause: parsed.error });
}
