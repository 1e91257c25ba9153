import type { Clock } from "../clock.ts";

/** A clock whose sleeps take no time, for tests of what waits. */
export interface InstantClock extends Clock {
  /** Every sleep asked for, in milliseconds. */
  readonly sleeps: readonly number[];
  /** Moves time on without anybody sleeping. */
  advance(milliseconds: number): void;
}

/** A clock on which sleeping takes no time but time passes. */
export function instantClock(): InstantClock {
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
