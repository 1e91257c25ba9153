import { checkOptions, type OptionNames, checkCount } from "@sdialog/core/internal";
import type { Clock } from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";
import {
  addUsage,
  type ModelRef,
  noUsage,
  resolveModel,
  type RetryOptions,
  type Usage,
  withRetry,
} from "@sdialog/llm";
import { backOffOptionNames } from "@sdialog/llm/internal";
import { pMapIterable } from "p-map";
import { Journal } from "./journal.ts";
import { openModels } from "./open-models.ts";
import { runTask } from "./run-task.ts";
import { inWaves } from "./in-waves.ts";
import { nextSubstitutes } from "./substitutes.ts";
import type { TaskOutcome } from "./task-outcome.ts";
import type { TaskPlan } from "./task-plan.ts";

/** How one result is tried for. */
export interface TryOptions {
  /** How often a result that is no good is made again, under another seed. Default: 2. */
  readonly retries?: number | undefined;
  /** How often a model call is retried after a failure that may pass. Default: 4. */
  readonly modelRetries?: number | undefined;
  /** How long is waited before that. */
  readonly backOff?: Omit<RetryOptions, "retries"> | undefined;
}

/** The names of {@link TryOptions}. */
export const tryOptionNames: OptionNames<TryOptions> = {
  retries: true,
  modelRetries: true,
  backOff: backOffOptionNames,
};

/** How results are made in this process, and watched. */
export interface BatchOptions<Made> {
  /** Results under way at the same time; changes nothing about them. Default: 8. */
  readonly concurrency?: number | undefined;
  /** Whether what failed for good is yielded too, as far as it came. Default: false. */
  readonly keepFailed?: boolean | undefined;
  readonly onProgress?: ((progress: BatchProgress<Made>) => void) | undefined;
  /** Stops what is under way. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** The names of {@link BatchOptions}. */
export const batchOptionNames: OptionNames<BatchOptions<unknown>> = {
  concurrency: true,
  keepFailed: true,
  onProgress: true,
  signal: true,
  clock: true,
};

/** How a plan is carried out in this process, and watched. */
export interface RunPlanOptions<Made> extends TryOptions, BatchOptions<Made> {}

/** The names of {@link RunPlanOptions}. */
export const runPlanOptionNames: OptionNames<RunPlanOptions<unknown>> = {
  ...batchOptionNames,
  ...tryOptionNames,
};

/** How far a batch is, told after each result and each failure. */
export interface BatchProgress<Made> {
  /** 0, then 1 and up for rounds in which failed tasks are made of something else. */
  readonly round: number;
  readonly wanted: number;
  readonly done: number;
  /** How many failed for good, by reason; those that were made of something else later included. */
  readonly failures: Readonly<Record<string, number>>;
  /** The number of the task that ended, and how. */
  readonly index: number;
  readonly latest: TaskOutcome<Made>;
}

/** What a batch came to. */
export interface BatchReport {
  readonly wanted: number;
  readonly done: number;
  /** How many failed for good, by reason; those that were made of something else later included. */
  readonly failures: Readonly<Record<string, number>>;
  /** The numbers of the tasks without a result. */
  readonly missing: readonly number[];
  /** What all model calls used, those for refused results included. */
  readonly usage: Usage;
}

/**
 * Carries out a plan in this process and yields what it makes, in the order of the tasks; what is made of substitutes
 * comes after the rest. A run of the same plan by `@sdialog/runner`, which keeps everything and can be resumed, gives
 * the same.
 *
 * @returns what was made and what is missing, as the generator's return value
 * @throws ModelError and others with which no task could succeed, such as a wrong key; the signal's reason when cancelled
 */
export async function* runPlan<Made, Ref extends ModelRef = ModelRef>(
  plan: TaskPlan<Made, Ref>,
  options: RunPlanOptions<Made> = {},
): AsyncGenerator<Made, BatchReport, void> {
  checkOptions("runPlan", options, runPlanOptionNames);
  const { concurrency = 8, keepFailed = false, onProgress } = options;
  const attempt = attempter(options);
  const failures: Record<string, number> = {};
  const missing = new Set<number>();
  let [done, usage] = [0, noUsage];
  // Leaving the loop early, or a failure nothing can be done about, stops what is under way.
  const leaving = new AbortController();
  const signal = AbortSignal.any([leaving.signal, ...(options.signal === undefined ? [] : [options.signal])]);

  async function make({ index, substitute }: Todo, round: number): Promise<TaskOutcome<Made>> {
    signal.throwIfAborted();
    const journal = new Journal();
    const latest = await attempt(plan, index, { journal, substitute, inherited, signal });
    for (const { result } of journal.entries) usage = addUsage(usage, result.usage);
    if (latest.status === "done") done++;
    else failures[latest.failure.reason] = (failures[latest.failure.reason] ?? 0) + 1;
    onProgress?.({ round, wanted: plan.count, done, failures: { ...failures }, index, latest });
    return latest;
  }

  const { supplement = { reserve: 0, rounds: 0 } } = plan;
  const inherited = new Map<number, unknown>();
  const first: Iterable<Todo> = everyTask(plan.count);
  let todo: Iterable<Iterable<Todo>> = plan.inheritance === undefined ? [first] : inWaves(first, () => plan);
  let given = 0;
  try {
    for (let round = 0; ; round++) {
      const refused = new Map<number, Made | undefined>();
      for (const wave of todo) {
        const making = pMapIterable(wave, async (task) => ({ task, ended: await make(task, round) }), {
          concurrency,
          // Finished ones may wait for a slow one before them without keeping others from starting.
          backpressure: 4 * concurrency,
        });
        for await (const { task, ended } of making) {
          if (ended.status === "done") missing.delete(task.index);
          else missing.add(task.index);
          if (ended.status === "done" && plan.inheritance !== undefined)
            inherited.set(task.index, plan.inheritance.keep(ended.made as object));
          if (ended.status === "failed" && ended.refused && round < supplement.rounds)
            refused.set(task.index, ended.made);
          else if (ended.made !== undefined && (ended.status === "done" || keepFailed)) yield ended.made;
        }
      }
      const next = nextSubstitutes(refused.keys(), supplement, given);
      for (const { index } of next) refused.delete(index);
      if (keepFailed) for (const made of refused.values()) if (made !== undefined) yield made;
      if (next.length === 0) break;
      given += next.length;
      todo = [next];
    }
  } finally {
    leaving.abort();
    await plan.close?.();
  }
  const left = [...missing].toSorted((a, b) => a - b);
  return { wanted: plan.count, done, failures, missing: left, usage };
}

/** Does tasks one by one with the models of this process. @throws InvalidArgumentError for retries that are not a count */
export function attempter(options: TryOptions & { readonly clock?: Clock | undefined }) {
  const { retries = 2, modelRetries = 4, clock } = options;
  checkCount("retries", retries, 0);
  checkCount("modelRetries", modelRetries, 0);
  const patient = withRetry({ ...options.backOff, retries: modelRetries });
  const opened = new WeakMap<object, Promise<void>>();
  return async <Made, Ref extends ModelRef>(
    plan: TaskPlan<Made, Ref>,
    index: number,
    {
      signal,
      ...how
    }: {
      signal: AbortSignal;
      journal?: Journal;
      substitute?: number | undefined;
      inherited?: ReadonlyMap<number, unknown>;
    },
  ): Promise<TaskOutcome<Made>> => {
    let opening = opened.get(plan);
    if (opening === undefined) {
      opening = openModels(plan.models ?? [], (ref) => resolveModel(ref));
      opened.set(plan, opening);
    }
    await opening;
    const outcome = await runTask(plan, index, {
      ...how,
      retries,
      signal,
      clock,
      model: async (ref) => patient(await resolveModel(ref)),
    });
    // A mistake in a program is its author's to see.
    if (outcome.status === "failed" && !outcome.refused && !SDialogError.isInstance(outcome.error))
      throw outcome.error;
    return outcome;
  };
}

interface Todo {
  readonly index: number;
  readonly substitute?: number | undefined;
}

function* everyTask(count: number): Generator<Todo> {
  for (let index = 0; index < count; index++) yield { index };
}
