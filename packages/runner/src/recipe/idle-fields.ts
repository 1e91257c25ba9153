import type { Origins } from "./layers.ts";
import { RecipeError } from "./recipe-error.ts";

/** Fields that do nothing as a recipe stands, by their place in it, each with the reason: `{ words: "style is chatty" }`. */
export type IdleFields = Readonly<Record<string, string>>;

/** The same reason for several fields. */
export function idle(fields: readonly string[], why: string): IdleFields {
  return Object.fromEntries(fields.map((field) => [field, why]));
}

/**
 * A field that does nothing is a wish that is not fulfilled, so nobody may write one. What comes from a preset or from
 * settings for many recipes may be idle in one of them, and so may what is swept over in some of its variants.
 *
 * @param variants the idle fields of each variant
 * @param origins where each value comes from
 * @param own the layers somebody wrote for this very recipe
 * @throws RecipeError for the first field that is idle in all variants
 */
export function refuseIdleFields(
  [first = {}, ...others]: readonly IdleFields[],
  origins: Origins,
  own: readonly string[],
): void {
  for (const [field, why] of Object.entries(first)) {
    if (others.some((variant) => !Object.hasOwn(variant, field))) continue;
    const written = Object.entries(origins).some(
      ([place, layer]) => own.includes(layer) && (place === field || place.startsWith(`${field}.`)),
    );
    if (written)
      throw new RecipeError(field, `does nothing here: ${why}`, { hint: "Leave one of the two out." });
  }
}
