import { type PersonaClass, register } from "@sdialog/core";
import { fieldWords, checkOptions } from "@sdialog/core/internal";
import * as z from "zod/mini";

/**
 * Makes a persona class known by its class name: to recipes, the command line, the playground and
 * {@link personaFromJSON}.
 *
 * @param about what lists show beside the name, and the package it is from; by default the class name in words
 * @throws InvalidArgumentError for a class without a name
 */
export function registerPersona(
  personaClass: PersonaClass,
  about: { readonly description?: string | undefined; readonly from?: string | undefined } = {},
): void {
  checkOptions("registerPersona", about, { description: true, from: true });
  const { className, shape } = personaClass;
  register("persona", {
    name: className,
    description: about.description ?? fieldWords(className),
    from: about.from,
    schema: z.strictObject(shape),
    class: personaClass,
    create: (attributes) => new personaClass(attributes as never),
  });
}
