import { InvalidArgumentError } from "@sdialog/core";

/**
 * What a distance is measured from.
 *
 * @param name of the evaluator
 * @throws InvalidArgumentError where none was given
 */
export function requiredReference<Reference>(name: string, reference: Reference | undefined): Reference {
  if (reference !== undefined) return reference;
  throw new InvalidArgumentError(`${name} measures a distance and needs a reference`, {
    hint: "Pass { reference } to the evaluator or to evaluate(), or name one of the compared datasets as reference.",
  });
}
