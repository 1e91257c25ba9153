import { Random, type Seed } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import { percentileInterval } from "./percentile-interval.ts";

export interface ResamplingOptions {
  /** How often the dataset is drawn again. */
  readonly resamples: number;
  /** Confidence level of the interval, in (0, 1). */
  readonly level: number;
  readonly seed: Seed;
}

/** Statistics of the elements with these indices; NaN where they are not defined. */
export type IndexStatistics = (indices: Uint32Array) => readonly number[];

/**
 * Percentile bootstrap (Efron 1979): an interval per statistic from datasets of `n` elements drawn with
 * replacement. `null` for fewer than two elements, or when a statistic is hardly ever defined.
 */
export function bootstrap(
  n: number,
  statistics: IndexStatistics,
  { resamples, level, seed }: ResamplingOptions,
): (Interval | null)[] {
  const random = new Random(seed);
  const indices = new Uint32Array(n);
  const drawn = Array.from({ length: n < 2 ? 0 : resamples }, () => {
    for (let position = 0; position < n; position++) indices[position] = random.integer(0, n - 1);
    return statistics(indices);
  });
  return (drawn[0] ?? []).map((_, index) =>
    percentileInterval(
      drawn.map((values) => values[index] as number),
      level,
    ),
  );
}
