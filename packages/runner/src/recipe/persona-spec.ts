import type { AttributeModel, AttributeModelClass, Random } from "@sdialog/core";
import { nearestName } from "@sdialog/core";
import { builtInPersonas } from "@sdialog/personas";
import { choices, drawChoices } from "./alternatives.ts";
import { RecipeError } from "./recipe-error.ts";
import { within } from "./within.ts";

const registered = new Map<string, AttributeModelClass>(
  Object.entries(builtInPersonas) as [string, AttributeModelClass][],
);

/** Makes a persona class of your own known to recipes, by its class name. */
export function registerPersonaClass(personaClass: AttributeModelClass): void {
  registered.set(personaClass.className, personaClass);
}

/**
 * Draws the personas that a recipe describes.
 *
 * @param place where the description stands, for errors
 * @throws RecipeError for an unknown class, attribute or value
 */
export function personaSpecs(
  type: string,
  attributes: Readonly<Record<string, unknown>>,
  place: string,
): (random: Random) => AttributeModel {
  const chosen = registered.get(type);
  if (chosen === undefined) {
    const nearest = nearestName(type, [...registered.keys()]);
    throw new RecipeError(`${place}.type`, `no persona class is called "${type}"`, {
      hint:
        nearest === undefined
          ? "A class of your own must be registered by a module in `imports`."
          : `Did you mean "${nearest}"?`,
    });
  }
  const described = choices(chosen.shape, attributes);
  return (random) => within(place, () => new chosen(drawChoices(described, random)));
}
