import type { Variant } from "./manifest.ts";

const states = ["pending", "done", "failed"] as const;
/** How far a task is. */
export type TaskState = (typeof states)[number];

/** How many tasks are in which state. */
export interface TaskCounts {
  readonly done: number;
  readonly failed: number;
  readonly pending: number;
}

/** The state of every task of a run, one byte each. */
export class TaskStates {
  readonly #codes: readonly Uint8Array[];

  constructor(variants: readonly Pick<Variant, "count">[]) {
    this.#codes = variants.map(({ count }) => new Uint8Array(count));
  }

  /** Whether the run has such a task; results of a run that was made smaller stay, but are not counted. */
  has(variant: number, index: number): boolean {
    return this.#codes[variant]?.[index] !== undefined;
  }

  get(variant: number, index: number): TaskState {
    return states[this.#codes[variant]?.[index] ?? 0] ?? "pending";
  }

  set(variant: number, index: number, state: TaskState): void {
    const codes = this.#codes[variant];
    if (codes !== undefined && index < codes.length) codes[index] = states.indexOf(state);
  }

  counts(): TaskCounts {
    const counts = [0, 0, 0];
    for (const codes of this.#codes) for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
    const [pending = 0, done = 0, failed = 0] = counts;
    return { done, failed, pending };
  }

  /** The tasks in a state, variant by variant; the state may change while they are walked. */
  *in(state: TaskState): Generator<{ readonly variant: number; readonly index: number }> {
    const wanted = states.indexOf(state);
    for (const [variant, codes] of this.#codes.entries()) {
      for (let index = codes.indexOf(wanted); index !== -1; index = codes.indexOf(wanted, index + 1)) {
        yield { variant, index };
      }
    }
  }
}
