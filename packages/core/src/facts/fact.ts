import * as z from "zod";

const factSchema = z.union([
  z.string().min(1),
  z.strictObject({
    value: z.string().min(1).describe("The value, as it would be written"),
    askedAs: z
      .array(z.string().min(1))
      .default([])
      .describe("Other words that ask for it: booking code, Buchungsnummer"),
    saidAs: z.array(z.string().min(1)).default([]).describe("Other ways to say it: two, 2"),
  }),
]);

/** What somebody knows, as data: a name by which one asks for it, and what is the case. */
export const factsSchema = z.record(z.string().min(1), factSchema);

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
