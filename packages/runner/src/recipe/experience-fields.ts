import { issueSentence } from "@sdialog/core/internal";
import type { FindInput } from "./inputs.ts";
import { Random } from "@sdialog/core";
import {
  type Experience,
  ExperienceGenerator,
  exampleHub,
  reusedPersonas,
  sampledPersonas,
  seedExperience,
  tracedExperienceSchema,
} from "@sdialog/generators";
import type { PromptTexts } from "@sdialog/llm";
import * as z from "zod";
import { readPairs, readPeople } from "./experience-people.ts";
import type { ModelSpec, SettingsSpec } from "./model-spec.ts";
import { drawnPersonas, type PopulationField, populationField } from "./population-field.ts";
import { type Records, readRecords } from "./read-records.ts";
import { RecipeError } from "./recipe-error.ts";
import { within } from "./within.ts";
import { pickPrompts, promptNames } from "./prompts-field.ts";

const source = z.union([z.string(), z.array(z.unknown()).min(1)]);

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
  draw: z
    .enum(["fixed", "uniform", "recent", "least-used"])
    .default("uniform")
    .describe(
      "Which example a batch is made from: always the first, any, one of the latest, or one shown least often",
    ),
  iterative: z
    .boolean()
    .default(false)
    .describe("Whether what a batch made serves as examples for the batches after it, which wait for it"),
  batch: z.number().int().min(1).default(8).describe("How many are made from one example"),
  people: z
    .union([populationField, source])
    .optional()
    .describe(
      "People to draw from instead of inventing them: those of a population, or a list or a file (JSON, JSON Lines, YAML, CSV, Parquet, hf:owner/name) of sentences, of objects with name and description, or of rows {persona} as hubs have them",
    ),
  pairs: source
    .optional()
    .describe(
      "People who belong together, each group used once: a list or a file of lists, or of records with personas",
    ),
  instructions: z.string().optional().describe("Further instructions for the model"),
};

const fieldsSchema = z.object(experienceFields);
export type ExperienceFields = z.output<typeof fieldsSchema>;

/**
 * What makes experiences as a recipe describes them.
 * @throws RecipeError for invalid people or experiences
 */
export async function experienceGenerator(
  fields: ExperienceFields,
  recipe: {
    readonly model: ModelSpec;
    readonly settings: SettingsSpec;
    readonly count: number;
    readonly seed: number;
  },
  reading: {
    readonly input: FindInput;
    /** Where the fields stand, for errors. */
    readonly place: string;
    /** Those of other things that the recipe makes are passed over. */
    readonly prompts: PromptTexts<"experience" | "experience-people">;
  },
): Promise<ExperienceGenerator<ModelSpec>> {
  const { model, settings } = recipe;
  const { input, place } = reading;
  const { participants, instructions: extraInstructions } = fields;
  const examples = await readExperiences(fields.examples, input, `${place}examples`);
  const { people, pairs } = fields;
  const listOf = (named: NonNullable<typeof people>) =>
    isPopulation(named)
      ? drawnPersonas(named, recipe.seed, input, undefined, `${place}people`)
      : Promise.resolve(named);
  if (people !== undefined && pairs !== undefined)
    throw new RecipeError(`${place}pairs`, "either people are drawn, or pairs are reused, not both");
  const groups = pairs === undefined ? undefined : await readPairs(pairs, input, `${place}pairs`);
  if (groups !== undefined && groups.length < recipe.count)
    throw new RecipeError(
      `${place}pairs`,
      `${groups.length} groups are too few for ${recipe.count} results`,
      {
        hint: "Each group is used once: lower the count.",
      },
    );
  const personas =
    groups !== undefined
      ? reusedPersonas(groups)
      : people === undefined
        ? undefined
        : sampledPersonas(await readPeople(await listOf(people), input, `${place}people`));
  const range = typeof participants === "number" ? ([participants, participants] as const) : participants;
  within(`${place}people`, () => personas?.(new Random(0), range[1], 0));
  return within(
    `${place}participants`,
    () =>
      new ExperienceGenerator<ModelSpec>({
        participants: range,
        hub: exampleHub({ examples, draw: fields.draw }),
        personas,
        model,
        settings,
        extraInstructions,
        prompts: pickPrompts(reading.prompts, promptNames.experiences),
      }),
  );
}

function isPopulation(people: string | readonly unknown[] | PopulationField): people is PopulationField {
  return typeof people === "object" && !Array.isArray(people);
}

/** @throws RecipeError for what is not an experience */
export async function readExperiences(
  records: Records | undefined,
  input: FindInput,
  place: string,
): Promise<readonly Experience[]> {
  return records === undefined ? [seedExperience] : readAll(tracedExperienceSchema, records, input, place);
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
    const parsed = schema.safeParse(record, { error: issueSentence });
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw new RecipeError(
      [place, position, ...(issue?.path ?? [])].map(String).join("."),
      issue?.message ?? "is invalid",
    );
  });
}
