import type { AttributeShape, Random } from "@sdialog/core";

/** Attribute name to its value, or to the values one of which is drawn for each task. */
export type Choices = Readonly<
  Record<string, { readonly fixed: unknown } | { readonly oneOf: readonly unknown[] }>
>;

/**
 * What an attribute may become. A list is what is drawn from, unless the attribute itself is a list: then it is the
 * value, and a list of lists is what is drawn from.
 */
export function choices(shape: AttributeShape, attributes: Readonly<Record<string, unknown>>): Choices {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const drawn =
        Array.isArray(value) &&
        value.length > 0 &&
        shape[name] !== undefined &&
        !shape[name].safeParse(value).success;
      return [name, drawn ? { oneOf: value as readonly unknown[] } : { fixed: value }];
    }),
  );
}

/** One value for each attribute; each is drawn by a stream of its own, so that a new attribute changes no other. */
export function drawChoices(attributes: Choices, random: Random): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, choice]) => [
      name,
      "fixed" in choice ? choice.fixed : random.fork(name).pick(choice.oneOf),
    ]),
  );
}
