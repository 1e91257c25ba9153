import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Clock } from "@sdialog/agents";
import { deriveSeed, InvalidArgumentError } from "@sdialog/core";
import { type ChatModel, ModelError, StructuredOutputError } from "@sdialog/llm";
import { systemTimer } from "@sdialog/llm/internal";
import { Journal } from "./journal.ts";
import { CallCounter, journaledModel } from "./journaled-model.ts";
import { causeOf, failureOf, isHopeless, type TaskOutcome } from "./task-outcome.ts";
import type { TaskContext, TaskPlan, TaskResult } from "./task-plan.ts";

/** How one task is carried out. */
export interface RunTaskOptions<Ref> {
  /** How often a task whose result is no good is tried again. */
  readonly retries: number;
  /** How long is waited before that, in milliseconds. Default: 0. */
  readonly retryDelayMs?: number | undefined;
  readonly model: (ref: Ref | undefined) => Promise<ChatModel>;
  readonly signal: AbortSignal;
  /** Keeps finished calls. Default: a new one. */
  readonly journal?: Journal | undefined;
  /** How often the task was tried, and its result no good, before. Default: 0. */
  readonly tried?: number | undefined;
  /** What it is made of instead of what was planned. */
  readonly substitute?: number | undefined;
  /** What was kept of the results before it. */
  readonly inherited?: ReadonlyMap<number, unknown> | undefined;
  readonly clock?: Clock | undefined;
  /** What a task calls when what is left of it asks nobody for anything. Default: nothing. */
  readonly release?: (() => Promise<void>) | undefined;
}

const runTaskOptionNames: OptionNames<RunTaskOptions<unknown>> = {
  retries: true,
  retryDelayMs: true,
  model: true,
  signal: true,
  journal: true,
  tried: true,
  substitute: true,
  inherited: true,
  clock: true,
  release: true,
};

/**
 * Does one task: the same function behind every way to run a plan. A result that is no good is made again under
 * another seed; a try in which a model failed may go on later, under the same one, so that what it makes is what it
 * would have made.
 *
 * @throws the signal's reason when cancelled, and errors with which no task can succeed
 */
export async function runTask<Made, Ref>(
  plan: TaskPlan<Made, Ref>,
  index: number,
  options: RunTaskOptions<Ref>,
): Promise<TaskOutcome<Made>> {
  checkOptions("runTask", options, runTaskOptionNames);
  const { retries, retryDelayMs = 0, signal, journal = new Journal(), tried = 0 } = options;
  for (let attempt = tried; ;) {
    const { made, error, ...rest } = await runTry(plan, index, attempt, { ...options, journal });
    signal.throwIfAborted();
    const attempts = attempt + 1;
    const refused = rest.refused ?? refusalOf(causeOf(error));
    if (error !== undefined && refused === undefined) {
      if (isHopeless(error)) throw error;
      return { status: "failed", attempts, refused: false, failure: failureOf(error), made, error };
    }
    if (refused === undefined) {
      if (made === undefined) throw madeNothing(index);
      return { status: "done", attempts, made };
    }
    if (attempt - tried < retries) {
      if (retryDelayMs > 0) await systemTimer.sleep(retryDelayMs, signal);
      attempt++;
      continue;
    }
    const { reason, message } = refused;
    return {
      status: "failed",
      attempts,
      refused: true,
      failure: { reason, code: reason, message },
      made,
    };
  }
}

/** No task of such a plan can succeed: it would be counted as done with nothing to show for it. */
function madeNothing(index: number): InvalidArgumentError {
  return new InvalidArgumentError(`run of a plan gave neither a result nor a reason for task ${index}`, {
    hint: "Give { made } for what was made, { made, refused } for what is no good, or { error } for what a model threw.",
  });
}

async function runTry<Made, Ref>(
  plan: TaskPlan<Made, Ref>,
  index: number,
  attempt: number,
  options: RunTaskOptions<Ref> & { readonly journal: Journal },
): Promise<TaskResult<Made>> {
  const { journal, signal, substitute, inherited, clock, release } = options;
  const calls = new CallCounter();
  const taskSeed = plan.seed(index);
  const made = substitute === undefined ? taskSeed : deriveSeed(taskSeed, "substitute", substitute);
  const context: TaskContext<Ref> = {
    seed: attempt === 0 ? made : deriveSeed(made, "attempt", attempt),
    taskSeed,
    substitute,
    inherited,
    signal,
    clock,
    release,
    model: async (ref) =>
      journaledModel(await options.model(ref), { journal, calls, dialogueSeed: taskSeed }),
  };
  try {
    // What others wrote may give nothing at all.
    return (await plan.run(index, context)) ?? {};
  } catch (error) {
    return { error: error ?? new Error("something was thrown that is not an error") };
  }
}

/** What is wrong with a reply that came: it is kept, so that going on from it would give it again and never another. */
function refusalOf(error: unknown): TaskResult<never>["refused"] {
  if (error instanceof StructuredOutputError) return { reason: "parse_error", message: error.message };
  if (error instanceof ModelError && error.kind === "content_filter")
    return { reason: "filtered", message: error.message };
  return undefined;
}
