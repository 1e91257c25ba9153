import { quantile } from "simple-statistics";
import type { Interval } from "../dataset-evaluator.ts";

/** The middle `level` of the values, NaN left out; `null` when fewer than half are numbers. */
export function percentileInterval(values: readonly number[], level: number): Interval | null {
  const numbers = values.filter((value) => Number.isFinite(value));
  if (numbers.length === 0 || numbers.length * 2 < values.length) return null;
  const [low, high] = quantile(numbers, [(1 - level) / 2, (1 + level) / 2]);
  return { low: low as number, high: high as number, level };
}
