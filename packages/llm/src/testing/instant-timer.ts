import type { Timer } from "../timer.ts";

/** A timer whose sleeps take no time, for tests of what waits. */
export interface InstantTimer extends Timer {
  /** Every sleep asked for, in milliseconds. */
  readonly sleeps: readonly number[];
  /** Moves time on without anybody sleeping. */
  advance(milliseconds: number): void;
}

/** A timer on which sleeping takes no time but time passes. */
export function instantTimer(): InstantTimer {
  const sleeps: number[] = [];
  let now = 0;
  return {
    sleeps,
    now: () => now,
    advance: (milliseconds) => void (now += milliseconds),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
}
