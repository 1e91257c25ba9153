import {
  type Dialog,
  type DialogSource,
  MissingPackageError,
  registered,
  UnknownNameError,
} from "@sdialog/core";
import {
  collectDialogs,
  metricByName,
  type DialogScore,
  type MetricOptions,
  type ScoreValue,
} from "@sdialog/evaluation";
import { isKeyMissing } from "@sdialog/evaluation/internal";
import { findAssistant, TrainingFilter } from "@sdialog/formats";
import type { ModelRef, PromptTexts } from "@sdialog/llm";
import { readSource } from "../dialogs/read-source.ts";
import { loadMetrics } from "../recipe/load-metrics.ts";
import type { SelectionProfile } from "./selection-profile.ts";

/** What speaks against a dialogue. */
export type Against = readonly {
  /** A word to count. */
  readonly reason: string;
  /** A sentence. */
  readonly message: string;
  /** Whether it could not be found out: a judge failed. */
  readonly unknown?: boolean | undefined;
}[];

/** What a gate says of one dialogue. */
export interface GateVerdict {
  /** Why it falls, each a word to count and a sentence; empty when it stays. */
  readonly against: Against;
  /** What was measured: why it stays, when it does. */
  readonly values: Readonly<Record<string, ScoreValue>>;
}

/** Something every dialogue has to pass. */
export interface Gate {
  readonly name: "training" | "faults" | "metrics" | "realism" | "judges";
  /** @returns verdicts in the order of the dialogues */
  check(dialogs: readonly Dialog[]): Promise<readonly GateVerdict[]>;
}

/** What gates are made with. */
export interface GateOptions {
  readonly model?: ModelRef | undefined;
  readonly prompts?: PromptTexts | undefined;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

/** The gates of a profile, the cheapest first. @throws UnknownNameError for a metric or judge nobody registered */
export async function gatesOf(
  profile: SelectionProfile,
  source: DialogSource,
  options: GateOptions,
): Promise<Gate[]> {
  const { training, faults, metrics, realism, judges, speaker } = profile;
  const reference =
    profile.reference === undefined ? undefined : await collectDialogs(readSource(profile.reference));
  await loadMetrics(Object.keys({ ...metrics, ...realism, ...judges }));
  checkBehaviour(Object.keys(realism ?? {}));
  const scored = scoreGate("metrics", metrics, { ...options, reference, speaker });
  const behaved = scoreGate("realism", realism, { ...options, reference, speaker });
  const judged = scoreGate("judges", judges, { ...options, reference, speaker });
  return [
    ...(training === undefined ? [] : [await trainingGate(training, source)]),
    ...(faults === undefined ? [] : [faultGate(faults)]),
    ...scored,
    ...behaved,
    ...judged,
  ];
}

/** @throws UnknownNameError for what is not a feature of how people behave */
function checkBehaviour(names: readonly string[]): void {
  const features = registered("metric").filter(({ from }) => from === "@sdialog/realism");
  const known = features.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  if (names.length > 0 && known.length === 0)
    throw new MissingPackageError("A gate over realism", ["@sdialog/realism"]);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UnknownNameError("feature", unknown, known);
}

async function trainingGate(
  training: NonNullable<SelectionProfile["training"]>,
  source: DialogSource,
): Promise<Gate> {
  const { holdout, ...rest } = training;
  const { assistant } = await findAssistant(source, training.assistant);
  const filter = await TrainingFilter.create({
    ...rest,
    assistant,
    holdout: holdout === undefined ? undefined : readSource(holdout),
  });
  return {
    name: "training",
    check: async (dialogs) => dialogs.map((dialog) => ({ against: filter.check(dialog), values: {} })),
  };
}

function faultGate(most: NonNullable<SelectionProfile["faults"]>): Gate {
  return {
    name: "faults",
    check: async (dialogs) =>
      dialogs.map((dialog) => {
        const values = faultsOf(dialog);
        const against = Object.entries(values).flatMap(([fault, count]) => {
          const limit = most[fault] ?? most["*"];
          return limit === undefined || count <= limit
            ? []
            : [{ reason: fault, message: `${fault} was noted ${count} times, more than ${limit}` }];
        });
        return { against, values };
      }),
  };
}

/** How often what was noted while a dialogue was made. A file may hold anything under the name. */
function faultsOf({ events, extra }: Dialog): Record<string, number> {
  const noted = typeof extra["faults"] === "object" && extra["faults"] !== null ? extra["faults"] : {};
  const counts = Object.entries(noted).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  const warnings = events?.filter(({ action }) => action === "warning").length ?? 0;
  return { ...Object.fromEntries(counts), ...(warnings === 0 ? {} : { warning: warnings }) };
}

type Bounds = NonNullable<SelectionProfile["metrics"]>;

function scoreGate(
  name: "metrics" | "realism" | "judges",
  bounds: Bounds | undefined,
  {
    model,
    prompts,
    seed,
    signal,
    reference,
    speaker,
  }: GateOptions & Pick<MetricOptions, "reference" | "speaker">,
): Gate[] {
  const entries = Object.entries(bounds ?? {}).map(([metric, bound]) => ({
    metric,
    bound,
    score: metricByName(metric, { model, prompts, reference, speaker }),
  }));
  if (entries.length === 0) return [];
  const judge = async (dialog: Dialog): Promise<GateVerdict> => {
    const values: Record<string, ScoreValue> = {};
    const against: Against[number][] = [];
    // Judges wait for a model: those of one dialogue are asked at the same time.
    const measured = await Promise.all(entries.map(({ score }) => valueOf(score, dialog, { seed, signal })));
    for (const [at, { metric, bound }] of entries.entries()) {
      const { value, failure } = measured[at] as Measured;
      values[metric] = value;
      const wrong = failure ?? outside(value, bound);
      if (wrong === undefined) continue;
      against.push({ reason: metric, message: `${metric} ${wrong}`, unknown: failure !== undefined });
    }
    return { against, values };
  };
  return [{ name, check: (dialogs) => Promise.all(dialogs.map(judge)) }];
}

interface Measured {
  readonly value: ScoreValue;
  readonly failure?: string | undefined;
}

/** A score that fails says so of its dialogue; the others go on. */
async function valueOf(
  score: DialogScore,
  dialog: Dialog,
  options: { readonly seed: number; readonly signal?: AbortSignal | undefined },
): Promise<Measured> {
  try {
    return { value: await score.score(dialog, options) };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof UnknownNameError || isKeyMissing(error)) throw error;
    return { value: null, failure: `failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** What is wrong with a value: every part of it must be within the bounds. */
function outside(value: ScoreValue, { min, max }: Bounds[string]): string | undefined {
  if (value === null) return "is not defined for it";
  for (const part of typeof value === "number" ? [value] : value) {
    if (min !== undefined && !(part >= min)) return `is ${part}, less than ${min}`;
    if (max !== undefined && !(part <= max)) return `is ${part}, more than ${max}`;
  }
  return undefined;
}
