import type { AttributeModel } from "@sdialog/core";
import { AttributeGenerator } from "./attribute-generator.ts";

/**
 * Makes personas of any class: `new PersonaGenerator(Teacher)`, or from one to be completed:
 * `new PersonaGenerator(new Doctor({ specialty: "Cardiology" }))`.
 */
export class PersonaGenerator<Persona extends AttributeModel> extends AttributeGenerator<Persona> {
  protected get subject(): string {
    return "persona";
  }
}
