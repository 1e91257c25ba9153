import type { FindInput } from "./inputs.ts";
import { Random } from "@sdialog/core";
import {
  type Experience,
  ExperienceGenerator,
  experienceSchema,
  exampleHub,
  sampledPersonas,
  seedExperience,
} from "@sdialog/generators";
import { z } from "zod";
import type { ModelSpec, SettingsSpec } from "./model-spec.ts";
import { type Records, readRecords } from "./read-records.ts";
import { RecipeError } from "./recipe-error.ts";
import { within } from "./within.ts";

const source = z.union([z.string(), z.array(z.looseObject({})).min(1)]);

/** How experiences are made. */
export const experienceFields = {
  participants: z
    .union([z.number().int().min(2), z.tuple([z.number().int().min(2), z.number().int().min(2)])])
    .default([2, 4])
    .describe("How many people: a number, or from and to"),
  examples: source
    .optional()
    .describe(
      "Experiences to learn the form from: a list or a file, for example the results of a run before this one. Default: one that comes with the package",
    ),
  batch: z.number().int().min(1).default(8).describe("How many are made from one example"),
  people: source
    .optional()
    .describe(
      "People to draw from instead of inventing them: a list or a file of objects with name and description",
    ),
  instructions: z.string().optional().describe("Further instructions for the model"),
};

const fieldsSchema = z.object(experienceFields);
export type ExperienceFields = z.output<typeof fieldsSchema>;

const personSchema = experienceSchema.shape.personas.element;

/**
 * What makes experiences as a recipe describes them.
 * @throws RecipeError for people or experiences that are none
 */
export async function experienceGenerator(
  fields: ExperienceFields,
  recipe: {
    readonly input: FindInput;
    /** Where the fields stand, for errors. */
    readonly place: string;
    readonly model: ModelSpec;
    readonly settings: SettingsSpec;
  },
): Promise<ExperienceGenerator<ModelSpec>> {
  const { input, place, model, settings } = recipe;
  const { participants, instructions: extraInstructions } = fields;
  const examples = await readExperiences(fields.examples, input, `${place}examples`);
  const pool = await readAll(personSchema, fields.people ?? [], input, `${place}people`);
  const personas = pool.length === 0 ? undefined : sampledPersonas(pool);
  const range = typeof participants === "number" ? ([participants, participants] as const) : participants;
  within(`${place}people`, () => personas?.(new Random(0), range[1]));
  return within(
    `${place}participants`,
    () =>
      new ExperienceGenerator<ModelSpec>({
        participants: range,
        hub: exampleHub({ examples }),
        personas,
        model,
        settings,
        extraInstructions,
      }),
  );
}

/** @throws RecipeError for what is not an experience */
export async function readExperiences(
  records: Records | undefined,
  input: FindInput,
  place: string,
): Promise<readonly Experience[]> {
  return records === undefined ? [seedExperience] : readAll(experienceSchema, records, input, place);
}

async function readAll<Schema extends z.ZodType>(
  schema: Schema,
  records: Records,
  input: FindInput,
  place: string,
): Promise<readonly z.output<Schema>[]> {
  const read = await readRecords(records, input, place);
  if (read.length === 0 && typeof records === "string") throw new RecipeError(place, `${records} is empty`);
  return read.map((record, position) => {
    const parsed = schema.safeParse(record);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new RecipeError(
      [place, position, ...(issue?.path ?? [])].map(String).join("."),
      issue?.message ?? "is invalid",
    );
  });
}
