import { type AttributeModel, deriveSeed, Random } from "@sdialog/core";
import * as z from "zod";
import { personaSpecs } from "./persona-spec.ts";

/** People as a recipe lists them: in a few words, or by class and attributes. */
export const personaListSchema = z
  .array(
    z.union([
      z.string().min(1),
      z.looseObject({ type: z.string().default("Persona").describe("Class of the persona") }),
    ]),
  )
  .min(1);

/**
 * The people of a list; values that are drawn follow from the seed.
 * @throws RecipeError for an unknown class, attribute or value
 */
export function listedPersonas(
  personas: z.output<typeof personaListSchema>,
  seed: number,
): readonly (AttributeModel | string)[] {
  return personas.map((persona, position) => {
    if (typeof persona === "string") return persona;
    const { type, ...attributes } = persona;
    const draw = personaSpecs(type, attributes, `personas.${position}`);
    return draw(new Random(deriveSeed(seed, "persona", position)));
  });
}
