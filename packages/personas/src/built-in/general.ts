import { integerOrText, numberOrText, text } from "../attribute-kinds.ts";
import { definePersona } from "../define-persona.ts";

/** Anyone, in ten attributes. */
export class Persona extends definePersona("Persona", {
  name: text("What the person is called"),
  age: integerOrText("Age in years, or in words such as 'in her thirties'"),
  race: text("Race or ethnicity"),
  gender: text("Gender of the person"),
  language: text("Language the person prefers to speak", "English"),
  role: text("Profession, role or whatever defines the person most"),
  background: text("Where the person comes from and what they have lived through"),
  personality: text("Character traits in a few words"),
  circumstances: text("Situation the person is in right now"),
  rules: text("What the person always or never does when speaking"),
}) {}

/** Anyone, in twenty attributes: body, schooling, habits and convictions. */
export class ExtendedPersona extends definePersona("ExtendedPersona", {
  name: text("What the person is called"),
  age: integerOrText("Age in years or in words"),
  race: text("Race or ethnicity"),
  gender: text("Gender the person identifies with"),
  language: text("Language the person prefers to speak", "English"),
  weight: numberOrText("Body weight, with its unit or in words"),
  height: numberOrText("Body height, with its unit or in words"),
  voice_characteristics: text("How the voice sounds: accent, pitch, speed"),
  occupation: text("What the person does for a living"),
  education: text("Schooling or highest degree"),
  socioeconomic_status: text("Social and economic position"),
  interests: text("What the person likes to think and read about"),
  hobbies: text("What the person does in their free time"),
  politeness: text("How polite the person is"),
  forgetfulness: text("How easily the person forgets things"),
  attentiveness: text("How well the person pays attention"),
  communication_style: text("Manner of speaking, such as blunt or long-winded"),
  empathy_level: text("How much the person feels with others"),
  political_views: text("Political leaning, such as liberal, conservative or none"),
  religious_beliefs: text("Religious conviction, such as devout, agnostic or none"),
}) {}
