import { type AttributeModel, lookUp, type PersonaClass } from "@sdialog/core";
import { isBlank } from "@sdialog/core/internal";
import "@sdialog/personas";
import type { SceneParticipant } from "../protocol/scene.ts";

/** The class of a persona by its name. @throws UnknownNameError for another name */
export function personaClass(type: string): PersonaClass {
  return lookUp("persona", type).class;
}

/** @throws InvalidArgumentError for an unknown class or attribute, or a value of the wrong type */
export function scenePersona({ persona }: Pick<SceneParticipant, "persona">): AttributeModel {
  return new (personaClass(persona.type))(givenAttributes(persona.attributes) as never);
}

/** What was filled in of a form; blanks are left to the defaults. */
export function givenAttributes(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => !isBlank(value)));
}
