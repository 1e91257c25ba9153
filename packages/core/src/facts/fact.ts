import * as z from "zod/mini";
import { described } from "../options/any-schema.ts";

const text = () => z.string().check(z.minLength(1));
const texts = () => z._default(z.array(text()), []);

const factSchema = z.union([
  text(),
  z.strictObject({
    value: described(text(), "The value, as it would be written"),
    askedAs: described(texts(), "Other words that ask for it: booking code, Buchungsnummer"),
    saidAs: described(texts(), "Other ways to say it: two, 2"),
  }),
]);

/**
 * What somebody knows, as data: a name by which one asks for it, and what is the case. Made with zod/mini: in a schema of
 * zod it is wrapped by functions, as in `z.optional(factsSchema)`.
 */
export const factsSchema = z.record(text(), factSchema);

/** One fact: what is the case, or that with other words for it. */
export type Fact = z.input<typeof factSchema>;

/** Facts by name: `{ "order number": "A-4711" }`. */
export type Facts = Readonly<Record<string, Fact>>;

/** What is the case. */
export function factValue(fact: Fact): string {
  return typeof fact === "string" ? fact : fact.value;
}

/** What is the case, and the other ways to say it. */
export function factWordings(fact: Fact): readonly string[] {
  return typeof fact === "string" ? [fact] : [fact.value, ...(fact.saidAs ?? [])];
}
