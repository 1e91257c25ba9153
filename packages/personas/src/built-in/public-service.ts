import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who works for a public authority. */
export class CivilServant extends definePersona("CivilServant", {
  name: text("What the civil servant is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  department: text("Authority or department"),
  years_of_experience: integerOrText("Years in public service"),
  politeness: text("How polite the civil servant is"),
}) {}

/** Someone who helps people in difficulty. */
export class SocialWorker extends definePersona("SocialWorker", {
  name: text("What the social worker is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  years_of_experience: integerOrText("Years in social work"),
  specialty: text("Field of social work"),
  politeness: text("How polite the social worker is"),
}) {}

/** Someone who turns to a public authority. */
export class Citizen extends definePersona("Citizen", {
  name: text("What the citizen is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  inquiry_topic: text("What the citizen wants to know or have done"),
  politeness: text("How polite the citizen is"),
}) {}
