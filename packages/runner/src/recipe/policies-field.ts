import { type Behaviour, policiesSchema, userTypesSchema } from "@sdialog/agents";
import { checkBehaviour } from "@sdialog/agents/internal";
import { parseJson } from "@sdialog/core/internal";
import { readText } from "@sdialog/core/fs";
import { readYaml } from "../yaml/read-yaml.ts";
import * as z from "zod";
import type { FindInput } from "./inputs.ts";
import { RecipeError } from "./recipe-error.ts";
import { within } from "./within.ts";

const behaviourSchema = z.union([policiesSchema, userTypesSchema]);

/** How simulated users behave: policies, types of users with their shares, or a file of either. */
export const policiesField = z
  .union([z.string(), behaviourSchema])
  .optional()
  .describe(
    "How users behave, whoever they are: a list of policies (names, or name and options), types of users with shares under `users`, or a file of either. Default: as the model plays them",
  );

/**
 * The behaviour that a recipe names.
 *
 * @param place where the recipe names it, for errors
 * @throws RecipeError for a policy there is not, or a file that holds neither a list nor types; FileError
 */
export async function behaviourOf(
  field: z.output<typeof policiesField>,
  input: FindInput,
  place = "policies",
): Promise<Behaviour | undefined> {
  if (field === undefined) return undefined;
  const behaviour = typeof field === "string" ? await readBehaviour(field, input, place) : field;
  within(place, () => checkBehaviour(behaviour));
  return behaviour;
}

async function readBehaviour(file: string, input: FindInput, place: string): Promise<Behaviour> {
  const path = input(file);
  const text = await readText(path);
  const data: unknown = path.endsWith(".json") ? parseJson(text, path) : readYaml(text, path);
  const parsed = behaviourSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new RecipeError(place, `${file} holds neither a list of policies nor types of users`, {
    hint: "A file of types begins with users:, each with name, share and policies.",
    cause: parsed.error,
  });
}
