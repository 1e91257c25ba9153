import { extname } from "node:path";
import { isHubName, readTable } from "@sdialog/formats";
import { type Member, Population, type PopulationData, populationSchema } from "@sdialog/generators";
import { readText } from "@sdialog/core/fs";
import { fieldWords } from "@sdialog/core/internal";
import { readYaml } from "../yaml/read-yaml.ts";
import * as z from "zod";
import type { FindInput } from "./inputs.ts";
import { RecipeError } from "./recipe-error.ts";
import { within } from "./within.ts";

/** People drawn from a population. */
export const populationField = z
  .strictObject({
    population: z
      .union([z.string().min(1), populationSchema])
      .describe(
        "Attributes with shares and correlations, or a file of them (.yaml); a table of people or of cells of a census (.csv, .jsonl, .parquet); or a persona dataset (hf:owner/name)",
      ),
    n: z.number().int().min(1).describe("How many people"),
    strata: z
      .array(z.string())
      .default([])
      .describe(
        "Attributes whose combinations have the shares of the population, as far as whole people can",
      ),
    weight: z.string().optional().describe("Column of a census that says how many people a row stands for"),
    attributes: z.array(z.string()).min(1).optional().describe("Columns of a table to use. Default: all"),
  })
  .describe("People drawn from a population");

/** See {@link populationField}. */
export type PopulationField = z.output<typeof populationField>;

/**
 * The people of a recipe that names a population, each described by its attributes.
 * @param place where the population is named, for errors
 * @throws RecipeError for a population that cannot be drawn from; FileError or DataFormatError for a file that cannot be read
 */
export async function drawnPersonas(
  field: PopulationField,
  seed: number,
  input: FindInput,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  place = "personas",
): Promise<readonly string[]> {
  const { n, strata } = field;
  const population = await populationOf(field, input, environment, `${place}.population`);
  return within(place, () => population.draw({ n, seed, strata })).map(described);
}

async function populationOf(
  { population: source, weight, attributes }: PopulationField,
  input: FindInput,
  environment: Readonly<Record<string, string | undefined>>,
  place: string,
): Promise<Population> {
  const table = typeof source === "string" && !/^\.ya?ml$/i.test(extname(source));
  const column = weight === undefined ? (attributes === undefined ? undefined : "attributes") : "weight";
  if (!table && column !== undefined)
    throw new RecipeError(
      `${place.slice(0, place.lastIndexOf(".") + 1)}${column}`,
      "does nothing here: the population is not a table",
      {
        hint: "It names columns of a table of people or of cells of a census.",
      },
    );
  if (typeof source !== "string") return within(place, () => Population.of(source));
  if (!table) {
    const data: unknown = readYaml(await readText(input(source)), source);
    return within(place, () => Population.of(data as PopulationData));
  }
  const rows = isHubName(source)
    ? readTable(source, { token: environment["HF_TOKEN"], hubUrl: environment["HF_ENDPOINT"] })
    : readTable(input(source));
  try {
    return await Population.from(rows, { weight, attributes });
  } catch (error) {
    return within(place, () => {
      throw error;
    });
  }
}

/** Columns of persona datasets that describe the whole person. */
const whole = new Set(["persona", "description", "text"]);

function described(member: Member): string {
  const entries = Object.entries(member);
  const text = entries.find(([name]) => whole.has(name))?.[1];
  if (typeof text === "string") return text;
  return entries
    .map(([name, value]) => {
      const words = fieldWords(name);
      return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${value}`;
    })
    .join("\n");
}
