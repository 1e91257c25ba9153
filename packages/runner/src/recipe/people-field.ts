import type { AttributeModel } from "@sdialog/core";
import { sociodemographic } from "@sdialog/generators";
import * as z from "zod";
import type { FindInput } from "./inputs.ts";
import { listedPersonas, personaListSchema } from "./persona-list.ts";
import { drawnPersonas, populationField } from "./population-field.ts";

/** The people of a recipe: so many of those that come with the library, drawn from a population, or listed. */
export const peopleField = z.union([
  z.strictObject({
    sociodemographic: z.number().int().min(1).max(100_000).describe("How many; there are 300 different ones"),
  }),
  populationField,
  personaListSchema,
]);

/**
 * The people that {@link peopleField} names; what is drawn follows from the seed.
 * @throws RecipeError for an unknown class, attribute or value, and for a population that cannot be drawn from; FileError or
 *   DataFormatError for a file that cannot be read
 */
export async function peopleOf(
  personas: z.output<typeof peopleField>,
  seed: number,
  input: FindInput,
): Promise<readonly (AttributeModel | string)[]> {
  if (Array.isArray(personas)) return listedPersonas(personas, seed);
  return "population" in personas
    ? drawnPersonas(personas, seed, input)
    : sociodemographic({ n: personas.sociodemographic, seed });
}
