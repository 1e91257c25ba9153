import type { Interval } from "../dataset-evaluator.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** Interval of a frequency (Wilson 1927), right also for few trials and for 0 % or 100 %; `null` without trials. */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval | null {
  if (trials === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale), level };
}
