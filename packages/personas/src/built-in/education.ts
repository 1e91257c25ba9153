import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who teaches. */
export class Teacher extends definePersona("Teacher", {
  name: text("What the teacher is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  subject: text("What the teacher teaches"),
  years_of_experience: integerOrText("Years of teaching"),
  education_level: text("Highest degree of the teacher"),
  politeness: text("How polite the teacher is"),
  communication_style: text("Manner of speaking"),
}) {}

/** Someone who studies. */
export class Student extends definePersona("Student", {
  name: text("What the student is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  grade_level: text("School grade or year of study"),
  major: text("Main subject of study"),
  interests: text("What the student likes"),
  politeness: text("How polite the student is"),
}) {}

/** Someone who advises students on their studies. */
export class AcademicAdvisor extends definePersona("AcademicAdvisor", {
  name: text("What the advisor is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  years_of_experience: integerOrText("Years of advising students"),
  specialty: text("What the advisor advises on"),
  politeness: text("How polite the advisor is"),
}) {}
