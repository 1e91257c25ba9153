import { type AttributeModelClass, type AttributeShape, defineAttributes } from "@sdialog/core";
import { BasePersona } from "./base-persona.ts";

/**
 * A persona class with the attributes of `shape`, for `class Librarian extends definePersona("Librarian", …) {}`.
 *
 * @param className the name written to `_metadata.className` of its JSON
 * @param shape attribute name (snake_case, as on the wire) → schema of zod or zod/mini. Give every attribute a
 *   default, and a description: generators hand it to the model
 * @param base the persona class whose attributes and methods it inherits; its own attributes win over inherited ones
 * @throws InvalidArgumentError when an attribute would hide a method, has no form in JSON (`z.date()`), or is of zod 3
 */
export function definePersona<Shape extends AttributeShape>(
  className: string,
  shape: Shape,
): AttributeModelClass<Shape>;
export function definePersona<Shape extends AttributeShape, BaseShape extends AttributeShape>(
  className: string,
  shape: Shape,
  base: AttributeModelClass<BaseShape>,
): AttributeModelClass<Omit<BaseShape, keyof Shape> & Shape>;
export function definePersona(
  className: string,
  shape: AttributeShape,
  base = BasePersona as unknown as AttributeModelClass,
): AttributeModelClass {
  return defineAttributes(className, shape, base);
}
