import { type Dialog, SDialogError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ChatModel, PromptTexts } from "@sdialog/llm";
import { openDialogs } from "../dialogs/open-dialogs.ts";
import type { ModelSpec } from "../recipe/model-spec.ts";
import { pickPrompts, promptNames } from "../recipe/prompts-field.ts";
import { runRecipe } from "../run/run-recipe.ts";
import type { RunListener } from "../runs/run-event.ts";
import { isRunFolder } from "../store/manifest.ts";
import type { ResultRow } from "../store/rows.ts";
import { convogenExperiments, judgedAspects } from "./convogen-experiments.ts";
import {
  type ConvogenReproduction,
  ReproductionStoppedError,
  reproductionNotes,
  shortageNotes,
} from "./convogen-reproduction.ts";
import { convogenTables, type ExperimentOutcome } from "./convogen-tables.ts";
import { judgeConversations } from "./judge-conversations.ts";
import { type PlannedExperiment, planExperiments } from "./plan-experiments.ts";

/** Which experiments are made, by which models, and where they are kept. */
export interface ReproduceConvogenOptions {
  /** Folder of the runs, one for each experiment. What is there is gone on with. */
  readonly out: string;
  /** Who speaks, and invents the experiences. */
  readonly model: ModelSpec;
  /** Who judges. Default: nobody, and Tables IV and VI hold published values only. */
  readonly judge?: ModelSpec | undefined;
  /** Conversations of each experiment; those that reuse pairs have no more than there are pairs. Default: 50. */
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

/**
 * The experiments of the ConvoGen paper with a model of yours, each as a run that is gone on with when it is there, and its
 * tables with the published values beside. What they need is looked at before the first of them costs anything. When
 * cancelled, the tables are of what there is by then.
 *
 * @throws InvalidArgumentError for an unknown experiment; as `runRecipe` does, once something was made as
 *   {@link ReproductionStoppedError} with the tables of that
 */
export async function reproduceConvogen(options: ReproduceConvogenOptions): Promise<ConvogenReproduction> {
  checkOptions("reproduceConvogen", options, reproduceConvogenOptionNames);
  const { n = 50, opener = true, judge, people, pairs, prompts = {}, seed = 0, concurrency = 8 } = options;
  const planned = await planExperiments({ ...options, n, prompts, seed, concurrency });
  for (const message of shortageNotes(planned, n)) options.onEvent?.({ type: "notice", message });
  const outcomes: ExperimentOutcome[] = [];
  let stopped: { readonly name: string; readonly error: SDialogError } | undefined;
  for (const one of planned) {
    const { outcome, error } = await carryOut(one, { ...options, prompts, concurrency });
    outcomes.push(outcome);
    if (error !== undefined) stopped = { name: one.experiment.name, error };
    if (stopped !== undefined || options.signal?.aborted === true) break;
  }
  // Tables have the paper's order, whichever experiment was made first.
  outcomes.sort(
    (a, b) => convogenExperiments.indexOf(a.experiment) - convogenExperiments.indexOf(b.experiment),
  );
  const interrupted = options.signal?.aborted === true || stopped !== undefined;
  const isJudged = judge !== undefined;
  const found = {
    tables: convogenTables(outcomes, opener),
    notes: reproductionNotes(outcomes, { n, planned, opener, isJudged, people, pairs, interrupted }),
  };
  if (stopped === undefined) return found;
  if (outcomes.every(({ dialogs }) => dialogs.length === 0)) throw stopped.error;
  throw new ReproductionStoppedError(stopped.name, found, stopped.error);
}

type Carrying = ReproduceConvogenOptions & { readonly prompts: PromptTexts; readonly concurrency: number };

/** Makes and judges an experiment's conversations; an error with which none can be made comes beside those there are. */
async function carryOut(
  { experiment, recipe, folder, source, n }: PlannedExperiment,
  { judge, prompts, concurrency, signal, onEvent, models }: Carrying,
): Promise<{ readonly outcome: ExperimentOutcome; readonly error?: SDialogError | undefined }> {
  const running = { signal, onEvent, models };
  let outcome: ExperimentOutcome = { experiment, dialogs: [], failed: 0, source, judged: unjudged };
  try {
    try {
      const { failed } = await runRecipe(recipe, { ...running, settingsFiles: [], out: folder });
      outcome = { ...outcome, failed };
    } finally {
      if (await isRunFolder(folder)) outcome = { ...outcome, dialogs: await firstDialogs(folder, n) };
    }
    if (judge === undefined || outcome.dialogs.length === 0 || signal?.aborted === true) return { outcome };
    const judged = await judgeConversations(outcome.dialogs, {
      ...running,
      folder,
      judge,
      aspects: judgedAspects[experiment.personas === "generated" ? "IV" : "VI"],
      concurrency,
      prompts: pickPrompts(prompts, promptNames.judges),
    });
    return { outcome: { ...outcome, judged } };
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    return { outcome, error };
  }
}

const unjudged = { scores: [], failed: 0 } as const;

/** The conversations of the first tasks of a run: it may have been made with more. */
async function firstDialogs(folder: string, n: number): Promise<readonly Dialog[]> {
  const dialogs = await openDialogs(folder);
  try {
    const all = await Promise.all(Array.from({ length: dialogs.count }, (_, index) => dialogs.get(index)));
    return all.filter(({ extra }) => (extra["task"] as ResultRow["task"]).index < n);
  } finally {
    await dialogs.close();
  }
}
