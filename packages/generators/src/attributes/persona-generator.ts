import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { AttributeModel } from "@sdialog/core";
import type { AttributeClass } from "./attribute-class.ts";
import { AttributeGenerator } from "./attribute-generator.ts";
import { type AttributeGeneratorOptions, attributeGeneratorOptionNames } from "./generate-options.ts";

/**
 * Makes personas of any class: `new PersonaGenerator(Teacher)`, or from one to be completed:
 * `new PersonaGenerator(new Doctor({ specialty: "Cardiology" }))`.
 */
export class PersonaGenerator<Persona extends AttributeModel> extends AttributeGenerator<Persona> {
  constructor(source: AttributeClass<Persona> | Persona, options: AttributeGeneratorOptions<Persona> = {}) {
    checkArguments("new PersonaGenerator", arguments, 2);
    checkOptions("new PersonaGenerator", options, attributeGeneratorOptionNames);
    super(source, options);
  }

  protected get subject(): string {
    return "persona";
  }
}
