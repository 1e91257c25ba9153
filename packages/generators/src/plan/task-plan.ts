import type { Clock } from "@sdialog/agents";
import type { ChatModel, ModelRef } from "@sdialog/llm";

/**
 * What a batch makes. A result is a function of the plan, its number and its try alone, so that it is the same in
 * whatever order, on whatever machine and after whatever interruption it is made.
 *
 * @typeParam Ref how the plan names its models; whoever runs it knows what they stand for
 */
export interface TaskPlan<Made, Ref = ModelRef> {
  /** Number of tasks. */
  readonly count: number;
  /**
   * Models that its tasks may call, as they name them: opened before the first call, so that one that cannot be asked
   * costs no calls of the others. Default: each is opened by the first task that calls it.
   */
  readonly models?: readonly (Ref | undefined)[] | undefined;
  /** How tasks whose results stay no good are made of something else, at the end. Default: they are not. */
  readonly supplement?: Supplement | undefined;
  /** What tasks take over from the results of those before them. Default: nothing. */
  readonly inheritance?: Inheritance | undefined;
  /** The seed of task `index`, from 0. */
  seed(index: number): number;
  /**
   * Makes the result of task `index`.
   * @throws what a model threw; replies that never fitted make the result one that is no good
   */
  run(index: number, context: TaskContext<Ref>): Promise<TaskResult<Made>>;
  /** Frees what the tasks share, once all are done. */
  close?(): Promise<void>;
}

/**
 * Tasks that build on the results of others: they wait for these, and are a function of them, too. What failed when its
 * turn came left nothing.
 */
export interface Inheritance {
  /** How many of the first tasks must have ended before task `index` begins: never more than `index`, never fewer for a later one. */
  after(index: number): number;
  /** What of a result is kept for later tasks, as plain JSON; given results as they were made or as they are stored. */
  keep(made: object): unknown;
}

/** Substitutes for tasks that failed, for example further queries. Each is used once, by whichever task needs it. */
export interface Supplement {
  /** How many there are; tasks are told a number below it. */
  readonly reserve: number;
  /** How often failed tasks are given another. */
  readonly rounds: number;
}

/** What one try of a task is given. */
export interface TaskContext<Ref = ModelRef> {
  /** The seed of this try: the task's own at first, another with every further one. */
  readonly seed: number;
  /** The task's own seed. What is to stay the same whatever is tried (who talks, the model of a pool) follows from it. */
  readonly taskSeed: number;
  /** The number of the substitute the task is made of instead of what it was planned with. */
  readonly substitute?: number | undefined;
  /** What was kept of the results before this task, by number; those that failed are missing. */
  readonly inherited?: ReadonlyMap<number, unknown> | undefined;
  readonly signal: AbortSignal;
  readonly clock?: Clock | undefined;
  /**
   * Says that what is left of the task asks nobody for anything, so that another may begin in its place. Resolves when
   * answers that have come are dealt with; what is left should then be short. Default: nobody waits for its place.
   */
  readonly release?: (() => Promise<void>) | undefined;
  /**
   * A model of the plan; the configured one without a reference. Its calls are kept, so that a task that was
   * interrupted goes on from the last; so tasks must reach all models through this.
   */
  model(ref?: Ref): Promise<ChatModel>;
}

/** What a try made. */
export interface TaskResult<Made> {
  /** Also what is no good, or what there was before a model failed; nothing when there was nothing. */
  readonly made?: Made | undefined;
  /** The result is no good: the task is tried again under another seed. */
  readonly refused?: { readonly reason: string; readonly message: string } | undefined;
  /** What a model threw: the task ends here, and goes on from here when it is tried again. */
  readonly error?: unknown;
}

/** A value, or what gives one to each task; whatever calls a model must be made anew with the task's own. */
export type PerTask<Value, Ref = ModelRef> = Value | ((context: TaskContext<Ref>) => Value | Promise<Value>);

/** The value for this task. */
export async function forTask<Value extends object | undefined, Ref>(
  value: PerTask<Value, Ref>,
  context: TaskContext<Ref>,
): Promise<Value> {
  return typeof value === "function" ? value(context) : value;
}

/** The plan with every result turned into something else; what is no good, or unfinished, too. */
export function mapPlan<Made, New, Ref>(
  plan: TaskPlan<Made, Ref>,
  change: (made: Made) => New,
): TaskPlan<New, Ref> {
  return {
    ...plan,
    seed: (index) => plan.seed(index),
    async run(index, context) {
      const { made, ...ended } = await plan.run(index, context);
      return made === undefined ? ended : { ...ended, made: change(made) };
    },
  };
}
