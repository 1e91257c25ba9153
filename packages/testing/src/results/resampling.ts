import type { Interval } from "@sdialog/evaluation";

/** How intervals of a test are drawn: the same results have the same ones. */
export const resampling = { resamples: 1000, level: 0.95, seed: 0 } as const;

/** An interval of something between 0 and 1. */
export function withinShares(interval: Interval): Interval {
  return { ...interval, low: Math.max(0, interval.low), high: Math.min(1, interval.high) };
}
