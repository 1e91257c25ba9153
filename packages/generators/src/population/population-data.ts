import * as z from "zod";

const attributeSchema = z.union([
  z
    .strictObject({
      values: z
        .record(z.string(), z.number().min(0))
        .refine(
          (values) => Object.values(values).some((share) => share > 0),
          "needs a value with a share above 0",
        ),
    })
    .describe("Values with their shares, in an order that correlations go by: low to high"),
  z
    .strictObject({
      mean: z.number(),
      deviation: z.number().positive(),
      least: z.number().optional(),
      most: z.number().optional(),
      whole: z.boolean().default(true).describe("Whether it is a whole number"),
    })
    .describe("A number that is about normal"),
]);

/** A population as data: how often each value is met, and what goes together. */
export const populationSchema = z.strictObject({
  source: z.string().optional().describe("Where the numbers come from"),
  attributes: z.record(z.string().min(1), attributeSchema),
  correlations: z
    .array(
      z.strictObject({
        between: z.tuple([z.string(), z.string()]),
        value: z.number().min(-1).max(1).describe("Of the normal scores behind both, −1 to 1"),
      }),
    )
    .default([]),
});

/** A population as data, see {@link populationSchema}. */
export type PopulationData = z.input<typeof populationSchema>;

/** One person: attribute to value. */
export type Member = Readonly<Record<string, string | number>>;

/** Kinds of people with how many there are of each. */
export interface WeightedMember {
  readonly member: Member;
  readonly weight: number;
}
