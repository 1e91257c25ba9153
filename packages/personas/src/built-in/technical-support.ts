import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who keeps computers and networks working. */
export class ITSupportSpecialist extends definePersona("ITSupportSpecialist", {
  name: text("What the specialist is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  years_of_experience: integerOrText("Years in technical support"),
  expertise_area: text("What the specialist knows best"),
  politeness: text("How polite the specialist is"),
}) {}

/** Someone who answers a helpdesk. */
export class HelpdeskTechnician extends definePersona("HelpdeskTechnician", {
  name: text("What the technician is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  years_of_experience: integerOrText("Years at a helpdesk"),
  politeness: text("How polite the technician is"),
}) {}

/** Someone whose device does not do what it should. */
export class EndUser extends definePersona("EndUser", {
  name: text("What the user is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  device_type: text("Kind of device the user has"),
  issue_description: text("What is wrong with it"),
  politeness: text("How polite the user is"),
}) {}
