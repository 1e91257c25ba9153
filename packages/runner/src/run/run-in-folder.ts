import { checkCount, type OptionNames } from "@sdialog/core/internal";
import { failureOf } from "@sdialog/generators/plan";
import { type ChatModel, defaults, type ModelMiddleware } from "@sdialog/llm";
import { findExecutor } from "../executors/find-executor.ts";
import type { Executor, TodoTask, Work } from "../work/executor.ts";
import type { Manifest } from "../store/manifest.ts";
import { describeDamage } from "../store/damage.ts";
import { RunStore, type StoreOptions, storeOptionNames } from "../store/run-store.ts";
import type { TaskCounts } from "../store/task-states.ts";
import type { TaskId } from "../task/task-id.ts";
import type { TaskRecord } from "../task/task-record.ts";
import { BudgetWatch } from "./budget-watch.ts";
import { executeInWaves, hasInheritance } from "./inherited-results.ts";
import { limitYoungGeneration } from "../work/limit-young-generation.ts";
import { Progress } from "./progress.ts";
import type { RunEnd, RunEvent, RunListener, RunSummary } from "../runs/run-event.ts";
import { refuseUntrusted, type Trust } from "../work/run-reach.ts";
import { ResultTally } from "../runs/result-tally.ts";
import { refuseChangedRecipe, PlannedRun } from "../work/planned-run.ts";
import { refuseUnpriced } from "./refuse-unpriced.ts";
import { beginRound, supplementState } from "./supplement-state.ts";
import { speakRun } from "../voice/speak-run.ts";
import { logTracker } from "../tracking/log-tracker.ts";
import { RunTracking } from "../tracking/run-tracking.ts";
import { serviceTrackers } from "../tracking/service-trackers.ts";
import type { Tracker } from "../tracking/tracker.ts";

/** How a run is carried out and watched. */
export interface RunOptions extends StoreOptions {
  /** Stops the run; what is finished stays, and the run can be resumed. */
  readonly signal?: AbortSignal | undefined;
  /** Called with what happens. */
  readonly onEvent?: RunListener | undefined;
  /** What the run is written to besides its own log and the services that its recipe names. */
  readonly trackers?: readonly Tracker[] | undefined;
  /** Models that stand behind a name in the recipe; for the local executor only. */
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
  /** Around every model, outermost. */
  readonly middleware?: readonly ModelMiddleware[] | undefined;
  /** Instead of the recipe's executor. */
  readonly executor?: Executor | undefined;
  /**
   * Most bytes of one answer of a model's server, in place of what the recipe says of all models. It is kept with the run,
   * so that it holds on every machine. Default: the recipe's, or else as configured.
   */
  readonly maxResponseBytes?: number | undefined;
  /** Only this part of the tasks: every `of`-th, beginning with number `index` (from 0). */
  readonly shard?: { readonly index: number; readonly of: number } | undefined;
  /**
   * Whether a folder may make this machine run modules, send keys elsewhere, submit jobs and the like, as its manifest
   * says, or write through links; or what decides on that. Default: it may not, but what a recipe says that was given by
   * this very call is done.
   */
  readonly trust?: Trust | undefined;
}

/** The names of {@link RunOptions}. */
export const runOptionNames: OptionNames<RunOptions> = {
  signal: true,
  onEvent: true,
  trackers: true,
  models: true,
  middleware: true,
  executor: true,
  maxResponseBytes: true,
  shard: true,
  trust: true,
  ...storeOptionNames,
};

/** Which tasks of a run are done. */
export interface Selection {
  todo(store: RunStore, plan: PlannedRun): (() => Iterable<TodoTask>) | Promise<() => Iterable<TodoTask>>;
  /**
   * When what stays no good is made of something else: at the end; at the end unless a task's model has failed, so that
   * retrying such tasks gives what a sound run would have given; or not here.
   */
  readonly supplement: "always" | "unless models failed" | "never";
}

/**
 * Does what is left to do of the run in a folder.
 *
 * @param given the run's manifest; one that was found in the folder is carried out only when it is trusted
 */
export async function runInFolder(
  folder: string,
  given: Manifest,
  options: RunOptions,
  selection: Selection = {
    todo: (store) => () => pendingTasks(store),
    supplement: "unless models failed",
  },
): Promise<RunSummary> {
  const manifest = withResponseLimit(given, options.maxResponseBytes);
  await refuseUntrusted(folder, manifest, options.trust);
  // Before anything in the folder is mended.
  for (const variant of manifest.variants) refuseChangedRecipe(variant);
  const store = await RunStore.open(folder, manifest, {
    syncEveryMs: options.syncEveryMs,
    signal: options.signal,
    // Nothing is written into the folder yet, not even what is said.
    onNotice: (message) => options.onEvent?.({ type: "notice", message }),
  });
  let plan: PlannedRun | undefined;
  let end: RunEnd | undefined;
  let tracking = new RunTracking(folder, ownTrackers(folder, options));
  try {
    // Parts of a run are tracked by the run itself.
    const services = await serviceTrackers(folder, store.manifest, options.shard !== undefined);
    tracking = new RunTracking(folder, [...ownTrackers(folder, options), ...services]);
    const middleware = [...(options.middleware ?? []), ...tracking.middleware];
    const onNotice = (message: string): void => tracking.notice(message);
    plan = await PlannedRun.of(store.manifest, {
      models: options.models,
      signal: options.signal,
      middleware,
      onNotice,
    });
    await tracking.start(store.manifest);
    for (const damage of store.damage) tracking.notice(`mended: ${describeDamage(damage)}`);
    const summary = await carryOut({ store, plan, tracking }, options, selection);
    end = summary.end;
    return summary;
  } catch (error) {
    const { code, message } = failureOf(error);
    tracking.event({ type: "stop", code, message });
    throw error;
  } finally {
    await plan?.close();
    await store.close();
    await tracking.finish(end);
  }
}

function withResponseLimit(manifest: Manifest, asked: number | undefined): Manifest {
  const configured = defaults().maxResponseBytes;
  if (asked === undefined && configured === undefined) return manifest;
  const most = asked ?? 1;
  checkCount("maxResponseBytes", most, 1);
  const variants = manifest.variants.map((variant) => {
    const maxResponseBytes = asked ?? variant.recipe["maxResponseBytes"] ?? configured;
    return { ...variant, recipe: { ...variant.recipe, maxResponseBytes } };
  });
  return { ...manifest, variants };
}

function ownTrackers(folder: string, { onEvent, trackers = [] }: RunOptions): readonly Tracker[] {
  return [logTracker(folder), ...(onEvent === undefined ? [] : [{ event: onEvent }]), ...trackers];
}

interface Setting {
  readonly store: RunStore;
  readonly plan: PlannedRun;
  readonly tracking: RunTracking;
}

async function carryOut(
  { store, plan, tracking }: Setting,
  options: RunOptions,
  selection: Selection,
): Promise<RunSummary> {
  const { folder, manifest } = store;
  const { shard } = options;
  const emit = (event: RunEvent): void => tracking.event(event);
  const tally = await ResultTally.read(folder, manifest);
  limitYoungGeneration();
  const executor = options.executor ?? findExecutor(plan.recipe.executor);
  if (plan.recipe.budget.dollars !== undefined) refuseUnpriced(plan.models, options.models);
  const budget = await BudgetWatch.open(folder, plan.recipe.budget, shard?.of);
  const signal = AbortSignal.any([options.signal ?? new AbortController().signal, budget.signal]);
  const todo = await selection.todo(store, plan);
  // The folder of a part knows nothing of what is not its own, or done elsewhere.
  const counts = (): TaskCounts =>
    shard === undefined ? store.counts() : { ...store.counts(), pending: countOf(inShard(todo(), shard)) };
  const progress = new Progress(counts());
  emit({
    type: "start",
    folder,
    name: manifest.name,
    kind: manifest.kind,
    executor: executor.name,
    progress: progress.now(),
  });
  const work: Work = {
    plan,
    store,
    concurrency: plan.recipe.concurrency,
    signal,
    notice: (message) => tracking.notice(message),
    todo: () => inShard(todo(), shard),
    record: async (record) => {
      const before = store.states.get(record.task.variant, record.task.index);
      if (before === "done") return;
      // At once, so that no task begins that the budget has no room for while this one is written.
      budget.spend(record);
      await store.append(record);
      progress.count(record, before);
      if (record.status === "done") tally.add(record.data, record.task.key);
      else tally.fail(record.task.key, record.data);
      emit(taskEvent(record, progress));
    },
  };
  try {
    if (hasInheritance(plan)) await executeInWaves(executor, work, shard !== undefined);
    else await executor.execute(work);
    await supplement(executor, work, selection.supplement);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
  }
  await store.flush();
  budget.throwIfUnpriced();
  // A budget that the last task used up has ended nothing.
  const ended = counts();
  const isCut = budget.signal.aborted && ended.failed + ended.pending > 0;
  // What the parts of a run have made is spoken when they are together.
  const voice =
    shard === undefined && !isCut && options.signal?.aborted !== true
      ? await speakRun({
          folder,
          base: manifest.base,
          recipes: plan.recipes,
          signal: options.signal ?? new AbortController().signal,
          emit,
        })
      : undefined;
  const end = isCut ? "budget" : options.signal?.aborted === true ? "cancelled" : "complete";
  const now = progress.now();
  const { outcomes, ...found } = tally.findings();
  const summary: RunSummary = {
    ...now,
    ...ended,
    folder,
    name: manifest.name,
    end,
    reasons: progress.failures.reasons,
    messages: progress.failures.messages,
    ...found,
    // A part of a run is not held to what the whole must come to.
    ...(outcomes === undefined || shard !== undefined ? {} : { outcomes }),
    ...(voice === undefined ? {} : { voice }),
  };
  emit({ type: "finish", summary });
  return summary;
}

/** Makes what stayed no good of substitutes, round by round, as the plan has it. */
async function supplement(executor: Executor, work: Work, when: Selection["supplement"]): Promise<void> {
  if (when === "never") return;
  const { store, plan, signal, notice } = work;
  if (plan.plans().every((one) => one.supplement === undefined)) return;
  const tried = new Set<string>();
  while (!signal.aborted) {
    await store.flush();
    const { begun, next, modelsFailed } = await supplementState(store, plan);
    if (next.length > 0 && modelsFailed && when !== "always") {
      notice(
        `${refused(next.length)}. ${next.length === 1 ? "Another is made in its" : "Others are made in their"} place once the tasks whose models failed are done: retry the failed ones, with despiteFailures (--despite-failures) if some never will be`,
      );
      return;
    }
    if (next.length > 0) await beginRound(store, next);
    // What an executor left undone is not given to it over and over.
    const fresh = [...begun, ...next].filter(({ key, substitute }) => !tried.has(`${key} ${substitute}`));
    if (fresh.length === 0) return;
    for (const { key, substitute } of fresh) tried.add(`${key} ${substitute}`);
    notice(
      `${refused(fresh.length)}, and ${fresh.length === 1 ? "another is made in its" : "others are made in their"} place`,
    );
    await executor.execute({ ...work, todo: () => fresh.filter((task) => isOpen(store, task)) });
  }
}

function refused(results: number): string {
  return results === 1 ? "1 result was refused" : `${results} results were refused`;
}

function isOpen(store: RunStore, { variant, index }: TodoTask): boolean {
  return store.states.get(variant, index) !== "done";
}

/** All tasks nobody has finished or given up. */
export function* pendingTasks(store: RunStore): Generator<TodoTask> {
  for (const { variant, index } of store.states.in("pending"))
    yield { ...store.task(variant, index), tried: 0 };
}

function* inShard(tasks: Iterable<TodoTask>, shard: RunOptions["shard"]): Generator<TodoTask> {
  for (const task of tasks) if (isInShard(task, shard)) yield task;
}

function countOf(tasks: Iterable<TodoTask>): number {
  let count = 0;
  for (const _ of tasks) count++;
  return count;
}

function isInShard({ index }: { readonly index: number }, shard: RunOptions["shard"]): boolean {
  return shard === undefined || index % shard.of === shard.index;
}

function taskEvent(record: TaskRecord, progress: Progress) {
  const task: TaskId = record.task;
  const failure = record.status === "failed" ? record.failure : undefined;
  return {
    type: "task",
    task,
    status: record.status,
    ...(failure === undefined ? {} : { reason: failure.reason, message: failure.message }),
    progress: progress.now(),
  } as const;
}
