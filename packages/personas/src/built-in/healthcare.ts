import { orNull } from "@sdialog/core/internal";
import { integerOrText, numberOrText, text, textOrList } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";
import { ExtendedPersona } from "./general.ts";

/** Someone who sees a doctor. */
export class Patient extends definePersona("Patient", {
  name: text("What the patient is called"),
  age: orNull(integerOrText("Age in years or in words")),
  race: text("Race or ethnicity"),
  gender: text("Gender the patient identifies with"),
  language: text("Language the patient prefers", "English"),
  forgetfulness: numberOrText("How easily the patient forgets, in words or as a number"),
  formality: numberOrText("How formally the patient speaks"),
  hurriedness: numberOrText("How impatient or short of time the patient is"),
  openness: numberOrText("How willingly the patient tells things"),
  height: numberOrText("Body height, with its unit or in words"),
  weight: numberOrText("Body weight, with its unit or in words"),
  occupation: text("What the patient does for a living"),
  marital_status: text("Whether the patient is single, married, divorced or widowed"),
  insurance: text("Who pays for the treatment"),
  reason_for_visit: text("Why the patient has come"),
  symptoms: textOrList("What the patient feels or has noticed"),
  medical_history: textOrList("Earlier illnesses, injuries and operations"),
  medical_conditions: textOrList("Illnesses the patient is known to have"),
  medications: textOrList("Medicines the patient takes now"),
  allergies: textOrList("What the patient is allergic to"),
  family_history: textOrList("Illnesses that run in the family"),
}) {}

/** A patient with everything an ExtendedPersona has. */
export class ExtendedPatient extends definePersona(
  "ExtendedPatient",
  {
    reason_for_visit: text("Why the patient has come"),
    symptoms: textOrList("What the patient feels or has noticed"),
    vital_signs: text("Blood pressure, heart rate and the like, such as 'BP 120/80, HR 72'"),
    health_literacy: text("How well the patient understands medical matters"),
    medical_conditions: textOrList("Illnesses the patient is known to have"),
    medications: textOrList("Medicines the patient takes now"),
    allergies: textOrList("What the patient is allergic to"),
    family_history: textOrList("Illnesses that run in the family"),
  },
  ExtendedPersona,
) {}

/** Someone who treats patients. */
export class Doctor extends definePersona("Doctor", {
  name: text("What the doctor is called"),
  age: integerOrText("Age in years or in words"),
  race: text("Race or ethnicity"),
  gender: text("Gender the doctor identifies with"),
  language: text("Language the doctor works in", "English"),
  years_of_experience: integerOrText("Years of medical practice"),
  specialty: text("Field of medicine"),
  forgetfulness: text("How easily the doctor forgets"),
  formality: text("How formally the doctor speaks"),
  hurriedness: text("How short of time the doctor is"),
  openness: text("How approachable the doctor is"),
}) {}

/** A doctor with everything an ExtendedPersona has. */
export class ExtendedDoctor extends definePersona(
  "ExtendedDoctor",
  {
    specialty: text("Field of medicine"),
    years_of_experience: integerOrText("Years of clinical practice"),
    certifications: text("Board certifications and licences"),
    work_experience: text("Where and in which roles the doctor has worked"),
  },
  ExtendedPersona,
) {}

/** Someone who nurses patients. */
export class Nurse extends definePersona("Nurse", {
  name: text("What the nurse is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  language: text("Language the nurse works in", "English"),
  years_of_experience: integerOrText("Years in nursing"),
  specialty: text("Field of nursing"),
  shift: text("When the nurse usually works"),
  empathy_level: text("How much the nurse feels with patients"),
  politeness: text("How polite the nurse is"),
  attentiveness: text("How closely the nurse watches and listens"),
  stress_tolerance: text("How the nurse bears pressure"),
}) {}

/** Someone who dispenses medicines. */
export class Pharmacist extends definePersona("Pharmacist", {
  name: text("What the pharmacist is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  language: text("Language the pharmacist works in", "English"),
  years_of_experience: integerOrText("Years in pharmacy"),
  workplace: text("Pharmacy or hospital the pharmacist works in"),
  expertise: text("What the pharmacist knows best"),
  politeness: text("How polite the pharmacist is"),
  communication_style: text("Manner of speaking"),
}) {}

/** Someone who looks after another person. */
export class Caregiver extends definePersona("Caregiver", {
  name: text("What the caregiver is called"),
  age: integerOrText("Age in years or in words"),
  gender: text("Gender the person identifies with"),
  relationship: text("What the caregiver is to the person cared for"),
  experience_years: integerOrText("Years of looking after someone"),
  empathy_level: text("How much the caregiver feels with others"),
  attentiveness: text("How closely the caregiver watches and listens"),
}) {}
