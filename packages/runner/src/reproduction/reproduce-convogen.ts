import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ChatModel, PromptTexts } from "@sdialog/llm";
import { openDialogs } from "../dialogs/open-dialogs.ts";
import type { ModelSpec } from "../recipe/model-spec.ts";
import { pickPrompts, promptNames } from "../recipe/prompts-field.ts";
import { runRecipe } from "../run/run-recipe.ts";
import type { RunListener } from "../runs/run-event.ts";
import { type ConvogenExperiment, convogenExperiments, judgedAspects } from "./convogen-experiments.ts";
import { type ConvogenTables, convogenTables, type ExperimentOutcome } from "./convogen-tables.ts";
import { samplePairs, samplePeople } from "./sample-people.ts";

/** Which experiments are made, by which models, and where they are kept. */
export interface ReproduceConvogenOptions {
  /** Folder of the runs, one for each experiment. What is there is gone on with. */
  readonly out: string;
  /** Who speaks, and invents the experiences. */
  readonly model: ModelSpec;
  /** Who judges. Default: nobody, and Tables IV and VI hold published values only. */
  readonly judge?: ModelSpec | undefined;
  /** Conversations of each experiment. Default: 50. */
  readonly n?: number | undefined;
  /** Experiments by name, such as `GPIS-s`, in the order in which they are made. Default: all ten. */
  readonly only?: readonly string[] | undefined;
  /** File of people for the experiments that sample them. Default: two dozen that come with the package. */
  readonly people?: string | undefined;
  /** File of pairs for the experiments that reuse them. Default: made of those people. */
  readonly pairs?: string | undefined;
  /** Templates in place of the library's prompts, by the prompts' names: {@link convogenPromptNames}. */
  readonly prompts?: PromptTexts<(typeof convogenPromptNames)[number]> | undefined;
  /** Whether the opening line counts as a turn. Default: true. */
  readonly opener?: boolean | undefined;
  readonly seed?: number | undefined;
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: RunListener | undefined;
  /** Models that stand behind a name, for models that no string can reach. */
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
}

/** The prompts by which speakers, selector, inventors and judges of the experiments are asked. */
export const convogenPromptNames = [
  ...promptNames.agent,
  ...promptNames.selector,
  ...promptNames.experiences,
  ...promptNames.judges,
] as const;

const reproduceConvogenOptionNames: OptionNames<ReproduceConvogenOptions> = {
  out: true,
  model: true,
  judge: true,
  n: true,
  only: true,
  people: true,
  pairs: true,
  prompts: Object.fromEntries(convogenPromptNames.map((name) => [name, true])) as Record<
    (typeof convogenPromptNames)[number],
    true
  >,
  opener: true,
  seed: true,
  concurrency: true,
  signal: true,
  onEvent: true,
  models: true,
};

/** What the experiments came to. */
export interface ConvogenReproduction {
  readonly tables: ConvogenTables;
  /** What a reader of the tables has to know. */
  readonly notes: readonly string[];
}

/**
 * The experiments of the ConvoGen paper with a model of yours, each as a run that is gone on with when it is there, and its
 * tables with the published values beside. When cancelled, the tables are of what there is by then.
 *
 * @throws InvalidArgumentError for an unknown experiment; as `runRecipe` does
 */
export async function reproduceConvogen(options: ReproduceConvogenOptions): Promise<ConvogenReproduction> {
  checkOptions("reproduceConvogen", options, reproduceConvogenOptionNames);
  const { n = 50, opener = true, judge, people, pairs } = options;
  const experiments = chosen(options.only);
  const outcomes: ExperimentOutcome[] = [];
  for (const experiment of experiments) {
    outcomes.push(await carryOut(experiment, options, n));
    if (options.signal?.aborted === true) break;
  }
  // Tables have the paper's order, whichever experiment was made first.
  outcomes.sort(
    (a, b) => convogenExperiments.indexOf(a.experiment) - convogenExperiments.indexOf(b.experiment),
  );
  const drawn = outcomes.filter(({ experiment }) => experiment.personas !== "generated");
  const missing = (kind: "sampled" | "reused", file: string | undefined): boolean =>
    file === undefined && drawn.some(({ experiment }) => experiment.personas === kind);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  return {
    tables: convogenTables(outcomes, opener),
    notes: [
      ...(options.signal?.aborted === true ? [interruptionNote(outcomes, n * experiments.length)] : []),
      opener ? "The opening line counts as a turn." : "The opening line does not count as a turn.",
      "The paper's words per turn are one word below nW ÷ nT in nine of thirteen rows; nW/nT here is the mean of the quotients.",
      ...(n <= batchSize && experiments.some(({ iterative }) => iterative)
        ? [
            `Iterative sampling draws another example after each ${batchSize} conversations, so that with ${n} it does what a fixed example does.`,
          ]
        : []),
      ...(missing("sampled", people)
        ? ["People are sampled from two dozen that come with the package, not from a hub of personas."]
        : []),
      ...(missing("reused", pairs)
        ? ["Pairs are made of people that come with the package, not taken from PERSONA-CHAT."]
        : []),
      ...(judge === undefined ? ["There was no judge: Tables IV and VI hold published values only."] : []),
      ...(failed > 0 ? [`${failed} conversations failed; the runs' failures.jsonl say why.`] : []),
    ],
  };
}

/** Conversations whose experiences share an example, as in the paper. */
const batchSize = 8;

function interruptionNote(outcomes: readonly ExperimentOutcome[], wanted: number): string {
  const made = outcomes.reduce((sum, { dialogs }) => sum + dialogs.length, 0);
  return `This was interrupted at ${made} of ${wanted} conversations: the tables are of these, and the same command carries on.`;
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

async function carryOut(
  experiment: ConvogenExperiment,
  options: ReproduceConvogenOptions,
  n: number,
): Promise<ExperimentOutcome> {
  const {
    out,
    model,
    judge,
    prompts = {},
    seed = 0,
    concurrency = 8,
    signal,
    onEvent,
    models,
    people,
    pairs,
  } = options;
  const folder = join(out, experiment.name);
  const running = { signal, onEvent, models, settingsFiles: [], base: process.cwd() };
  const recipe = {
    kind: "convogen",
    name: experiment.name,
    model,
    seed,
    count: n,
    concurrency,
    batch: batchSize,
    participants: experiment.personas === "reused" ? 2 : [2, 4],
    draw: experiment.iterative ? "uniform" : "fixed",
    style: experiment.chatty ? "chatty" : "short",
    prompts,
    ...(experiment.personas === "sampled" ? { people: people ?? samplePeople } : {}),
    ...(experiment.personas === "reused" ? { pairs: pairs ?? samplePairs } : {}),
  };
  const { failed } = await runRecipe(recipe, { ...running, out: folder });
  const dialogs = await openDialogs(folder);
  const all = await Promise.all(Array.from({ length: dialogs.count }, (_, index) => dialogs.get(index)));
  await dialogs.close();
  const judged =
    judge === undefined || all.length === 0 || signal?.aborted === true
      ? []
      : await judgedScores(experiment, {
          ...running,
          folder,
          judge,
          n,
          concurrency,
          prompts: pickPrompts(prompts, promptNames.judges),
        });
  return { experiment, dialogs: all, failed, source: sourceOf(experiment, options), judged };
}

/** Where an experiment's people are from: the model, a file, or what comes with the package. */
function sourceOf(
  { personas }: ConvogenExperiment,
  { people, pairs }: Pick<ReproduceConvogenOptions, "people" | "pairs">,
): string {
  if (personas === "generated") return "the model";
  const file = personas === "sampled" ? people : pairs;
  if (file !== undefined) return file.startsWith("hf:") ? file : basename(file);
  return personas === "sampled" ? `${samplePeople.length} built-in people` : "pairs of built-in people";
}

type Judging = Pick<ReproduceConvogenOptions, "signal" | "onEvent" | "models"> & {
  readonly folder: string;
  readonly judge: ModelSpec;
  readonly n: number;
  readonly concurrency: number;
  readonly prompts: PromptTexts;
};

/** The judge's scores by aspect, from a run of its own beside the conversations. */
async function judgedScores(
  { name, personas }: ConvogenExperiment,
  { folder, judge, n, concurrency, prompts, ...running }: Judging,
): Promise<ExperimentOutcome["judged"]> {
  const aspects = judgedAspects[personas === "generated" ? "IV" : "VI"];
  const out = `${folder}-judged-${n}`;
  const evaluate = aspects.map((aspect) => `groundedness-${aspect}`);
  const recipe = {
    kind: "evaluation",
    name: `${name} judged`,
    model: judge,
    dialogs: folder,
    evaluate,
    prompts,
    concurrency,
  };
  await runRecipe(recipe, { ...running, out });
  return (await readFile(join(out, "scores.jsonl"), "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { scores } = JSON.parse(line) as { readonly scores: Readonly<Record<string, unknown>> };
      return Object.fromEntries(
        aspects.flatMap((aspect) => {
          const score = scores[`groundedness-${aspect}`];
          return typeof score === "number" ? [[aspect, score]] : [];
        }),
      );
    });
}
