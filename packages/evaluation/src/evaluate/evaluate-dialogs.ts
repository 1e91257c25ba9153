import {
  requireArguments,
  checkOptions,
  nearestName,
  type OptionNames,
  pickOptions,
} from "@sdialog/core/internal";
import { metricOptionNames } from "../metrics/metric.ts";
import {
  type Dialog,
  type DialogSource,
  InvalidArgumentError,
  type JsonObject,
  type Seed,
} from "@sdialog/core";
import { pMapIterable } from "p-map";
import type { DialogScore, ScoreValue } from "../dialog-score.ts";
import { resamplingPlan } from "../evaluators/evaluator-options.ts";
import { isMetricName, metricByName } from "../metrics.ts";
import type { DatasetEvaluator, EvaluationOptions, EvaluationResult } from "../dataset-evaluator.ts";
import {
  evaluatorByName,
  type EvaluatorByNameOptions,
  evaluatorByNameOptionNames,
  isEvaluatorName,
} from "../evaluator-by-name.ts";
import type { MetricOptions } from "../metrics/metric.ts";
import { collectDialogs, readDialogs } from "../read-dialogs.ts";
import { isKeyMissing } from "../is-key-missing.ts";
import { type ChunkScorerOptions, localScorer, type NamedScore, threadedScorer } from "./chunk-scorer.ts";
import type { Outcome } from "./score-chunk.ts";
import { type MetricSummary, summarize } from "./summarize.ts";

/** Which metrics {@link evaluateDialogs} computes, and how. */
export interface EvaluateDialogsOptions extends Omit<MetricOptions, "reference"> {
  /**
   * Names, as `metricByName` takes them, or scores of your own. A name that only an evaluator has (`vendi`, `mauve`) stands
   * for that.
   */
  readonly metrics: readonly (string | DialogScore)[];
  /** Statistics of the dialogues as a whole: names, as `evaluatorByName` takes them, or your own. All dialogues are then kept in memory. */
  readonly evaluators?: readonly (string | DatasetEvaluator)[] | undefined;
  /** What metrics and evaluators that compare with other dialogues compare with. */
  readonly reference?: DialogSource | undefined;
  /** Seed of every random choice. Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many dialogues each metric scores at the same time (judges wait for a model). Default: 8. */
  readonly concurrency?: number | undefined;
  /** Threads for the text metrics given by name. Default: only this one. */
  readonly workers?: number | undefined;
  /** Confidence level of intervals. Default: 0.95. */
  readonly level?: number | undefined;
  /** Resamples per interval. Default: 1,000. */
  readonly resamples?: number | undefined;
  /** Rounds of the evaluators' tests against the reference. Default: 9,999, or 999 for distances and diversities. */
  readonly permutations?: number | undefined;
  /** Called with how many dialogues are done. */
  readonly onProgress?: ((progress: { readonly done: number }) => void) | undefined;
}

const evaluateDialogsOptionNames: OptionNames<EvaluateDialogsOptions> = {
  metrics: true,
  evaluators: true,
  seed: true,
  signal: true,
  concurrency: true,
  workers: true,
  level: true,
  resamples: true,
  permutations: true,
  onProgress: true,
  ...metricOptionNames,
};

/** One dialogue: its id, and a value under every metric's name. */
export interface DialogRow {
  readonly id: number | string;
  /** By metric, for metrics that failed on this dialogue: why. */
  readonly errors?: Readonly<Record<string, string>>;
  /** By metric, for metrics that give reasons. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly [metric: string]: ScoreValue | string | Readonly<Record<string, string>> | undefined;
}

/** What `sdialog eval --json` prints. */
export interface DialogsEvaluation {
  readonly dialogs: readonly DialogRow[];
  readonly summary: Readonly<Record<string, MetricSummary>>;
  /** By evaluator, what it found in the dialogues as a whole, or why it failed; not there when none was asked for. */
  readonly evaluators?: Readonly<Record<string, EvaluationResult | { readonly error: string }>>;
  /** By metric, everything its values depend on besides the dialogues. */
  readonly configuration: Readonly<Record<string, JsonObject>>;
  readonly seed: Seed;
  /** Confidence level of every `ci`. */
  readonly level: number;
}

const chunkSize = 64;
const reserved = new Set(["id", "errors", "reasons"]);

/**
 * Scores every dialogue of a source with every metric and sums up. Dialogues are read as they are scored, so that
 * any number fits into memory. A metric that fails on a dialogue leaves `null` there and says why.
 *
 * @throws InvalidArgumentError for an unknown metric or two of one name, before anything is read
 * @throws InvalidArgumentError for a speaker who has no turn in any dialogue, with the nearest name
 * @throws FileError, DataFormatError when the source cannot be read
 * @throws ModelError `no_credentials` when a model that is asked has no key
 */
export async function evaluateDialogs(
  source: DialogSource,
  options: EvaluateDialogsOptions,
): Promise<DialogsEvaluation> {
  checkOptions("evaluateDialogs", options, evaluateDialogsOptionNames);
  requireArguments("evaluateDialogs", arguments, 2);
  const { seed = 0, signal, workers = 0, onProgress } = options;
  const plan = resamplingPlan(options);
  const reference = options.reference === undefined ? undefined : await collectDialogs(options.reference);
  const making = { ...pickOptions(options, evaluatorByNameOptionNames), reference };
  const { scores, evaluators } = whatToCompute(options, making);
  const running: ChunkScorerOptions = {
    tokenizer: options.tokenizer,
    speaker: options.speaker,
    compat: options.compat,
    seed,
    signal,
    concurrency: options.concurrency,
  };
  const names = scores.map(({ score }) => score.name);
  const rows: DialogRow[] = [];
  const outcomes: Outcome[][] = [];
  const speakers = new Set<string>();
  const kept: Dialog[] = [];
  for await (const scored of scoreAll(source, scores, running, workers)) {
    if (evaluators.length > 0) kept.push(...scored.dialogs);
    for (const dialog of scored.dialogs) for (const name of dialog.speakers()) speakers.add(name);
    for (const [index, ofDialog] of scored.outcomes.entries()) {
      rows.push(dialogRow((scored.dialogs[index] as Dialog).id, names, ofDialog));
      outcomes.push(ofDialog);
    }
    onProgress?.({ done: rows.length });
  }
  checkSpeaker(options.speaker, speakers);
  const { level, resamples } = plan;
  const summaries = summarize(
    outcomes,
    scores.map(({ score }) => score),
    { level, resamples, seed },
  );
  const found = await evaluateAll(evaluators, kept, {
    reference,
    seed,
    signal,
    concurrency: options.concurrency,
  });
  return {
    dialogs: rows,
    summary: Object.fromEntries(names.map((name, index) => [name, summaries[index] as MetricSummary])),
    ...(evaluators.length === 0 ? {} : { evaluators: found }),
    configuration: Object.fromEntries(scores.map(({ score: of }) => [of.name, of.configuration ?? {}])),
    seed,
    level,
  };
}

/** A speaker whom no dialogue knows is a slip of the fingers, not a silent person. */
function checkSpeaker(wanted: string | undefined, speakers: ReadonlySet<string>): void {
  const known = [...speakers];
  if (wanted === undefined || known.length === 0) return;
  if (known.some((name) => name.toLowerCase() === wanted.toLowerCase())) return;
  const nearest = nearestName(wanted, known);
  const names = `${known.slice(0, 10).join(", ")}${known.length > 10 ? ", …" : ""}`;
  throw new InvalidArgumentError(`Nobody called "${wanted}" speaks in any of the dialogues`, {
    hint: nearest === undefined ? `Speakers: ${names}.` : `Did you mean "${nearest}"? Speakers: ${names}.`,
  });
}

interface Scored {
  readonly dialogs: readonly Dialog[];
  readonly outcomes: readonly Outcome[][];
}

/** Chunks of the source with their outcomes, in order. */
async function* scoreAll(
  source: DialogSource,
  scores: readonly NamedScore[],
  options: ChunkScorerOptions,
  workers: number,
): AsyncGenerator<Scored> {
  const scorer =
    workers > 0
      ? await threadedScorer(scores, workers, options)
      : localScorer(
          scores.map(({ score }) => score),
          options,
        );
  try {
    const score = async (dialogs: readonly Dialog[]): Promise<Scored> => ({
      dialogs,
      outcomes: await scorer.score(dialogs),
    });
    const concurrency = Math.max(1, workers * 2);
    for await (const scored of pMapIterable(chunks(readDialogs(source)), score, { concurrency })) {
      options.signal?.throwIfAborted();
      yield scored;
    }
  } finally {
    await scorer.close();
  }
}

/** Scores of each dialogue, and evaluators of all of them. */
function whatToCompute(
  options: EvaluateDialogsOptions,
  making: EvaluatorByNameOptions,
): { readonly scores: NamedScore[]; readonly evaluators: DatasetEvaluator[] } {
  const scores = options.metrics
    .filter((metric) => !isWhole(metric))
    .map((metric): NamedScore =>
      typeof metric === "string"
        ? { score: metricByName(metric, pickOptions(making, metricOptionNames)), metric }
        : { score: metric, metric: undefined },
    );
  const evaluators = [...options.metrics.filter(isWhole), ...(options.evaluators ?? [])].map((evaluator) =>
    typeof evaluator === "string" ? evaluatorByName(evaluator, making) : evaluator,
  );
  if (scores.length + evaluators.length === 0)
    throw new InvalidArgumentError("Nothing to evaluate: no metric was given");
  for (const names of [scores.map(({ score }) => score.name), evaluators.map(({ name }) => name)]) {
    const twice = names.find((name, index) => reserved.has(name) || names.indexOf(name) !== index);
    if (twice === undefined) continue;
    throw new InvalidArgumentError(`Two columns would be called "${twice}"`, {
      hint: "Give one of them another { name }.",
    });
  }
  return { scores, evaluators };
}

function isWhole(metric: string | DialogScore): metric is string {
  return typeof metric === "string" && !isMetricName(metric) && isEvaluatorName(metric);
}

/** What each evaluator finds; one that fails says so in its place. */
async function evaluateAll(
  evaluators: readonly DatasetEvaluator[],
  dialogs: readonly Dialog[],
  options: EvaluationOptions,
): Promise<NonNullable<DialogsEvaluation["evaluators"]>> {
  const found: [string, EvaluationResult | { readonly error: string }][] = [];
  for (const evaluator of evaluators) {
    options.signal?.throwIfAborted();
    try {
      found.push([evaluator.name, await evaluator.evaluate(dialogs, options)]);
    } catch (error) {
      options.signal?.throwIfAborted();
      // What others have found out is not lost with it.
      if (found.length === 0 && isKeyMissing(error)) throw error;
      found.push([evaluator.name, { error: error instanceof Error ? error.message : String(error) }]);
    }
  }
  return Object.fromEntries(found);
}

function dialogRow(id: number | string, names: readonly string[], outcomes: readonly Outcome[]): DialogRow {
  const collect = (pick: (outcome: Outcome) => string | undefined): Record<string, string> | undefined => {
    const found = outcomes.flatMap((outcome, index) => {
      const text = pick(outcome);
      return text === undefined ? [] : [[names[index] as string, text] as const];
    });
    return found.length === 0 ? undefined : Object.fromEntries(found);
  };
  const [errors, reasons] = [collect(({ error }) => error), collect(({ reason }) => reason)];
  return {
    id,
    ...Object.fromEntries(names.map((name, index) => [name, outcomes[index]?.value ?? null])),
    ...(errors === undefined ? {} : { errors }),
    ...(reasons === undefined ? {} : { reasons }),
  };
}

async function* chunks(dialogs: AsyncIterable<Dialog>): AsyncGenerator<Dialog[]> {
  let chunk: Dialog[] = [];
  for await (const dialog of dialogs) {
    chunk.push(dialog);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
