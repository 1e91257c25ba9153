import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who practises law. */
export class Lawyer extends definePersona("Lawyer", {
  name: text("What the lawyer is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  specialty: text("Field of law"),
  years_of_experience: integerOrText("Years of practising law"),
  politeness: text("How polite the lawyer is"),
}) {}

/** Someone who assists lawyers. */
export class Paralegal extends definePersona("Paralegal", {
  name: text("What the paralegal is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  years_of_experience: integerOrText("Years of assisting lawyers"),
  politeness: text("How polite the paralegal is"),
}) {}

/** Someone who needs a lawyer. */
export class LegalClient extends definePersona("LegalClient", {
  name: text("What the client is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  case_type: text("Kind of case the client brings"),
  politeness: text("How polite the client is"),
}) {}
