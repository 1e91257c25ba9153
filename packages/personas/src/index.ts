export { BasePersona } from "./base-persona.ts";
export { ExtendedPersona, Persona } from "./built-in/general.ts";
export { definePersona } from "./define-persona.ts";
