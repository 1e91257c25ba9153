import { experiencePersonaSchema, type UnnamedPersona } from "@sdialog/generators";
import * as z from "zod";
import type { FindInput } from "./inputs.ts";
import { type Records, readRecords } from "./read-records.ts";
import { RecipeError } from "./recipe-error.ts";

const person = experiencePersonaSchema.partial({ name: true });
const sentences = z.union([z.string().trim().min(1), z.array(z.string().trim().min(1)).min(1)]);

/** A person as hubs and datasets write one: a sentence or several, `{"persona": …}`, or what is known of them. */
const personRecord = z.union([
  sentences.transform((text): UnnamedPersona => ({ description: joined(text) })),
  z
    .looseObject({ persona: sentences, name: z.string().trim().min(1).optional() })
    .transform(({ persona, name }): UnnamedPersona => ({ name, description: joined(persona) })),
  person.transform((known): UnnamedPersona => known),
]);

/** People who belong together: a list of them, or a record that holds one, such as a dialogue with its `personas`. */
const groupRecord = z.union([
  z.array(personRecord).min(2),
  z.looseObject({ personas: z.array(personRecord).min(2) }).transform(({ personas }) => personas),
  z.looseObject({ personas: z.record(z.string(), z.looseObject({})) }).transform(({ personas }) =>
    Object.entries(personas).map(([name, { name: own, ...known }]) => ({
      name: typeof own === "string" ? own : name,
      description: Object.values(known)
        .filter((value) => typeof value === "string")
        .join(" "),
    })),
  ),
]);

function joined(text: string | readonly string[]): string {
  return typeof text === "string" ? text : text.join(" ");
}

/** The people a recipe names. @throws RecipeError for a record that is not a person */
export async function readPeople(
  records: Records,
  input: FindInput,
  place: string,
): Promise<readonly UnnamedPersona[]> {
  return readEach(personRecord, records, input, {
    place,
    is: "a person: a sentence, {persona}, or {name, description}",
  });
}

/** The groups of people a recipe names. @throws RecipeError for a record that is not a group */
export async function readPairs(
  records: Records,
  input: FindInput,
  place: string,
): Promise<readonly (readonly UnnamedPersona[])[]> {
  return readEach(groupRecord, records, input, {
    place,
    is: "two people or more: a list of them, or {personas}",
  });
}

async function readEach<Schema extends z.ZodType>(
  schema: Schema,
  records: Records,
  input: FindInput,
  { place, is }: { readonly place: string; readonly is: string },
): Promise<readonly z.output<Schema>[]> {
  const read = await readRecords(records, input, place);
  if (read.length === 0) throw new RecipeError(place, "names nobody");
  return read.map((record, position) => {
    const parsed = schema.safeParse(record);
    if (parsed.success) return parsed.data;
    throw new RecipeError(`${place}.${position}`, `is not ${is}`);
  });
}
