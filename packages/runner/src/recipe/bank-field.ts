import { PersonaBank, randomSampling, ruleSampling, stratifiedSampling } from "@sdialog/generators";
import * as z from "zod";
import type { FindInput } from "./inputs.ts";
import { readRecords } from "./read-records.ts";
import { within } from "./within.ts";

const share = z.number().min(0).max(1);
const boundsSchema = z.tuple([z.number().int().min(0), z.number().int().min(0)]);
const preferenceSchema = z.strictObject({ dimension: z.string(), values: z.array(z.string()).min(1) });

/** A bank that people are drawn from, by their features. */
export const bankField = z
  .strictObject({
    dimensions: z
      .string()
      .optional()
      .describe("File with a list of dimensions, also PersonaGym's. Default: 33 that come with the package"),
    distance: z
      .number()
      .int()
      .min(0)
      .default(3)
      .describe("The least number of features in which any two people differ"),
    retries: z
      .number()
      .int()
      .min(0)
      .default(49)
      .describe("How often somebody too much like another is drawn again"),
    required: z.array(z.string()).default([]).describe("Dimensions that everybody has a value of"),
    priority: z.array(z.string()).default([]).describe("Dimensions that count twice in the distance"),
    features: boundsSchema.optional().describe("Fewest and most features. Default: 15, and all"),
    constraints: boundsSchema.default([5, 20]).describe("Fewest and most of them that are constraints"),
    availability: share.default(0.7).describe("How likely each dimension is that is not a constraint"),
    constraintAvailability: share
      .default(0)
      .describe("How likely each constraint is, beyond the number everybody has"),
    stratifyBy: z
      .array(z.string())
      .default([])
      .describe("Dimensions whose combinations are all equally frequent"),
    rules: z
      .array(
        z.strictObject({
          when: preferenceSchema,
          prefer: preferenceSchema,
          probability: share.default(0.8),
        }),
      )
      .default([])
      .describe("People with certain values in one dimension prefer certain values in another"),
  })
  .prefault({})
  .describe("Where people come from, unless they are listed");

/** @throws RecipeError for a bank that cannot be had */
export async function bankOf(
  {
    dimensions,
    stratifyBy,
    rules,
    availability,
    constraintAvailability,
    ...options
  }: z.output<typeof bankField>,
  input: FindInput,
): Promise<PersonaBank> {
  const listed =
    dimensions === undefined
      ? undefined
      : await readRecords(dimensions, input, "bank.dimensions", "dimensions");
  return within("bank", () => {
    const random = randomSampling({ availability, constraintAvailability });
    const even = stratifyBy.length === 0 ? random : stratifiedSampling(stratifyBy, random);
    const whole = { ...options, sampling: rules.length === 0 ? even : ruleSampling(rules, even) };
    return listed === undefined ? new PersonaBank(whole) : PersonaBank.from(listed, whole, dimensions);
  });
}
