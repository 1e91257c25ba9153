import type { Variant } from "./manifest.ts";
import { TaskBytes } from "./task-bytes.ts";

const states = ["pending", "done", "failed"] as const;
/** How far a task is. */
export type TaskState = (typeof states)[number];

/** How many tasks are in which state. */
export interface TaskCounts {
  readonly done: number;
  readonly failed: number;
  readonly pending: number;
}

/** The state of every task of a run. What it costs grows with the tasks that were begun, not with those that there are. */
export class TaskStates {
  readonly #sizes: readonly number[];
  readonly #codes = new TaskBytes();
  readonly #counts: { pending: number; done: number; failed: number };

  constructor(variants: readonly Pick<Variant, "count">[]) {
    this.#sizes = variants.map(({ count }) => count);
    const pending = this.#sizes.reduce((sum, size) => sum + size, 0);
    this.#counts = { pending, done: 0, failed: 0 };
  }

  /** Whether the run has such a task; results of a run that was made smaller stay, but are not counted. */
  has(variant: number, index: number): boolean {
    return Number.isInteger(index) && index >= 0 && index < (this.#sizes[variant] ?? 0);
  }

  get(variant: number, index: number): TaskState {
    return states[this.#codes.get(variant, index)] ?? "pending";
  }

  set(variant: number, index: number, state: TaskState): void {
    if (!this.has(variant, index)) return;
    this.#counts[this.get(variant, index)]--;
    this.#counts[state]++;
    this.#codes.set(variant, index, states.indexOf(state));
  }

  counts(): TaskCounts {
    const { done, failed, pending } = this.#counts;
    return { done, failed, pending };
  }

  /** The tasks in a state, variant by variant; the state may change while they are walked. */
  *in(state: TaskState): Generator<{ readonly variant: number; readonly index: number }> {
    const wanted = states.indexOf(state);
    for (const [variant, size] of this.#sizes.entries()) {
      const next = (from: number): number => this.#codes.find(wanted, variant, from, size);
      for (let index = next(0); index !== -1; index = next(index + 1)) yield { variant, index };
    }
  }
}
