import type { ChatModel } from "@sdialog/llm";
import type { ModelSpec } from "../recipe/model-spec.ts";
import type { TaskId } from "./task-id.ts";

/** What a task is given. Everything it makes is a function of its recipe and of this seed. */
export interface TaskContext {
  readonly task: TaskId;
  /** Follows from the recipe's seed, the task's position and, when the task is tried again, the try. */
  readonly seed: number;
  readonly signal: AbortSignal;
  /**
   * A model as the recipe names it. Calls are metered, tried again and, after an interruption, answered from what
   * was recorded; so tasks must reach all models through this.
   */
  model(spec: ModelSpec): Promise<ChatModel>;
}

/** What a task made. */
export interface TaskResult {
  /** Written as one line of the run's results. */
  readonly data: object;
  /** The result is no good: the task is tried again under another seed, and failed for good after the last try. */
  readonly refused?: { readonly reason: string; readonly message: string } | undefined;
}
