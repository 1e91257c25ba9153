import { issueSentence, issueSentences } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type * as z from "zod";
import {
  type Experience,
  experiencePersonaSchema,
  experienceSchema,
  tracedExperienceSchema,
  type UnnamedPersona,
} from "./experience.ts";

const personSchema = experiencePersonaSchema.partial({ name: true });

/**
 * An experience that somebody gives, as prompts show it: what is known of it in the order of the schema, and nothing
 * else, so that the same experience says the same to a model whoever wrote it down and how.
 *
 * @param place where it stands, for the error
 * @throws InvalidArgumentError for what is not an experience
 */
export function experienceAsGiven(experience: unknown, place: string): Experience {
  return asSchema(experienceSchema, experience, place, "an experience");
}

/** The same with where it comes from, if it says so. @throws InvalidArgumentError for what is not an experience */
export function tracedAsGiven(experience: unknown, place: string): z.output<typeof tracedExperienceSchema> {
  return asSchema(tracedExperienceSchema, experience, place, "an experience");
}

/** A person who is given; as {@link experienceAsGiven}. @throws InvalidArgumentError for what is not a person */
export function personAsGiven(person: unknown, place: string): UnnamedPersona {
  return asSchema(personSchema, person, place, "a person of an experience");
}

function asSchema<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: string,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: issueSentence });
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${place} is not ${what}: ${issueSentences(parsed.error.issues)}`, {
    hint: "A sentence is made a person by describedPersona; experienceSchema says what an experience holds.",
  });
}
