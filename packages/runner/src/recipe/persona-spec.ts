import { type AttributeModel, lookUp, type Random } from "@sdialog/core";
import "@sdialog/personas";
import { choices, drawChoices } from "./alternatives.ts";
import { within } from "./within.ts";

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
  const chosen = within(`${place}.type`, () => lookUp("persona", type).class);
  const described = choices(chosen.shape, attributes);
  return (random) => within(place, () => new chosen(drawChoices(described, random) as never));
}
