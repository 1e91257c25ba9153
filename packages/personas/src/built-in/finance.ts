import { integerOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Someone who advises on money. */
export class FinancialAdvisor extends definePersona("FinancialAdvisor", {
  name: text("What the advisor is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  years_of_experience: integerOrText("Years of advising on money"),
  certifications: text("Professional certificates"),
  specialty: text("Field of finance"),
  politeness: text("How polite the advisor is"),
}) {}

/** Someone who works at a bank. */
export class Banker extends definePersona("Banker", {
  name: text("What the banker is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  branch: text("Branch the banker works at"),
  years_of_experience: integerOrText("Years in banking"),
  politeness: text("How polite the banker is"),
}) {}

/** Someone who sells insurance. */
export class InsuranceAgent extends definePersona("InsuranceAgent", {
  name: text("What the agent is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  company: text("Insurer the agent works for"),
  years_of_experience: integerOrText("Years in insurance"),
  specialty: text("Kind of insurance"),
  politeness: text("How polite the agent is"),
}) {}
