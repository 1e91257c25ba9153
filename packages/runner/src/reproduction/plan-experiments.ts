import { basename, join } from "node:path";
import { InvalidArgumentError } from "@sdialog/core";
import { isHubName } from "@sdialog/formats";
import { type ChatModel, parseModelString, type PromptTexts } from "@sdialog/llm";
import { readPairs } from "../recipe/experience-people.ts";
import { loadRecipe } from "../recipe/load-recipe.ts";
import { modelNames, type ModelSpec } from "../recipe/model-spec.ts";
import { createManifest } from "../run/create-manifest.ts";
import { refuseAnotherRun } from "../store/same-run.ts";
import { type ConvogenExperiment, convogenExperiments } from "./convogen-experiments.ts";
import { samplePairs, samplePeople } from "./sample-people.ts";

/** An experiment that can be carried out. */
export interface PlannedExperiment {
  readonly experiment: ConvogenExperiment;
  /** How many conversations it has; fewer than were asked for where its pairs are fewer. */
  readonly n: number;
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Folder of its run. */
  readonly folder: string;
  /** Where its people are from: the model, a file, or what comes with the package. */
  readonly source: string;
}

/** What experiments are made of. */
export interface ExperimentSupplies {
  readonly out: string;
  readonly model: ModelSpec;
  readonly judge?: ModelSpec | undefined;
  readonly n: number;
  readonly only?: readonly string[] | undefined;
  readonly people?: string | undefined;
  readonly pairs?: string | undefined;
  readonly prompts: PromptTexts;
  readonly seed: number;
  readonly concurrency: number;
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
}

/** Conversations whose experiences share an example, as in the paper. */
export const batchSize = 8;

/**
 * Plans experiments in the order in which they are made. All that they need is looked at here, before the first of them
 * costs anything: models' names, people, pairs, prompts, and what lies in their folders.
 *
 * @throws InvalidArgumentError for an unknown experiment; RecipeError, FileError or StoreError for what cannot be used
 */
export async function planExperiments(supplies: ExperimentSupplies): Promise<readonly PlannedExperiment[]> {
  const { judge, model, models = {}, pairs } = supplies;
  const experiments = chosen(supplies.only);
  for (const name of [model, judge].flatMap((spec) => (spec === undefined ? [] : modelNames(spec))))
    if (models[name] === undefined) parseModelString(name);
  const reuses = experiments.some(({ personas }) => personas === "reused");
  const found = reuses ? await readPairs(pairs ?? samplePairs, (path) => path, "pairs") : [];
  const planned = experiments.map((experiment) => planOne(experiment, supplies, found.length));
  for (const { recipe, folder } of planned)
    await refuseAnotherRun(folder, await createManifest(await loadRecipe(recipe, { settingsFiles: [] })));
  return planned;
}

function chosen(only: readonly string[] | undefined): readonly ConvogenExperiment[] {
  const names = convogenExperiments.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`there is no experiment "${unknown}"`, {
      hint: `Experiments are: ${names.join(", ")}.`,
    });
  if (only === undefined) return convogenExperiments;
  return [...new Set(only)].flatMap((name) => convogenExperiments.find((one) => one.name === name) ?? []);
}

/** @param most how many conversations there are pairs for, since each is used once */
function planOne(
  experiment: ConvogenExperiment,
  supplies: ExperimentSupplies,
  most: number,
): PlannedExperiment {
  const { out, model, people, pairs, prompts, seed, concurrency } = supplies;
  const { name, personas, iterative, chatty } = experiment;
  const n = personas === "reused" ? Math.min(supplies.n, most) : supplies.n;
  return {
    experiment,
    n,
    folder: join(out, name),
    source: sourceOf(experiment, supplies),
    recipe: {
      kind: "convogen",
      name,
      model,
      seed,
      count: n,
      concurrency,
      batch: batchSize,
      participants: personas === "reused" ? 2 : [2, 4],
      draw: iterative ? "uniform" : "fixed",
      style: chatty ? "chatty" : "short",
      prompts,
      ...(personas === "sampled" ? { people: people ?? samplePeople } : {}),
      ...(personas === "reused" ? { pairs: pairs ?? samplePairs } : {}),
    },
  };
}

function sourceOf(
  { personas }: ConvogenExperiment,
  { people, pairs }: Pick<ExperimentSupplies, "people" | "pairs">,
): string {
  if (personas === "generated") return "the model";
  const file = personas === "sampled" ? people : pairs;
  if (file !== undefined) return isHubName(file) ? file : basename(file);
  return personas === "sampled" ? `${samplePeople.length} built-in people` : "pairs of built-in people";
}
