import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { Random, type Seed } from "@sdialog/core";
import { mean, quantile } from "simple-statistics";
import type { Interval } from "../dataset-evaluator.ts";
import { checkResampling } from "./check-numbers.ts";
import { drawWithoutReplacement } from "./draw-without-replacement.ts";

export interface ResamplingOptions {
  /** How often the dataset is drawn again. */
  readonly resamples: number;
  /** Confidence level of the interval, in (0, 1). */
  readonly level: number;
  readonly seed: Seed;
}

/** The names of {@link ResamplingOptions}. */
export const resamplingOptionNames: OptionNames<ResamplingOptions> = {
  resamples: true,
  level: true,
  seed: true,
};

/** Statistics of the elements with these indices; NaN where they are not defined. */
export type IndexStatistics = (indices: Uint32Array) => readonly number[];

/**
 * Percentile bootstrap (Efron 1979): an interval per statistic from datasets of `n` elements drawn with
 * replacement. `null` for fewer than two elements, or when a statistic is hardly ever defined.
 *
 * @throws InvalidArgumentError for a number of elements or resamples that is not a count, or a level outside (0, 1)
 */
export function bootstrap(
  n: number,
  statistics: IndexStatistics,
  options: ResamplingOptions,
): (Interval | null)[] {
  const { resamples, level, seed } = checkOptions("bootstrap", options, resamplingOptionNames);
  checkResampling("bootstrap", n, options);
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

/** The middle `level` of the values, NaN left out; `null` when fewer than half are numbers. */
function percentileInterval(values: readonly number[], level: number): Interval | null {
  const numbers = values.filter((value) => Number.isFinite(value));
  if (numbers.length === 0 || numbers.length * 2 < values.length) return null;
  const [low, high] = quantile(numbers, [(1 - level) / 2, (1 + level) / 2]);
  return { low: low as number, high: high as number, level };
}

/** Statistics of one random half of each dataset; NaN where they are not defined. */
export type HalfStatistics = (...halves: readonly Uint32Array[]) => readonly number[];

/**
 * Half-sample bootstrap (Præstgaard & Wellner 1993): an interval per statistic from random halves of the datasets,
 * drawn without replacement, whose spread around their own mean is that of the full size around the truth.
 *
 * For diversities and distances, where the ordinary bootstrap goes wrong: drawing an element twice looks like
 * less diversity, and adds to a distance the bias of a small sample once more. Both cancel here.
 *
 * @param sizes number of elements of each dataset; `null` intervals when any has fewer than four
 * @param values the statistics of the full datasets, which the intervals are laid around
 */
export function halfSample(
  sizes: readonly number[],
  values: readonly number[],
  statistics: HalfStatistics,
  { resamples, level, seed }: ResamplingOptions,
): (Interval | null)[] {
  for (const n of sizes) checkResampling("halfSample", n, { resamples, level });
  if (resamples === 0 || sizes.some((size) => size < 4)) return values.map(() => null);
  const random = new Random(seed);
  const drawn = Array.from({ length: resamples }, () =>
    statistics(...sizes.map((size) => drawWithoutReplacement(size, Math.floor(size / 2), random))),
  );
  return values.map((value, index) => {
    const halves = drawn.map((of) => of[index] as number).filter((of) => Number.isFinite(of));
    if (!Number.isFinite(value) || halves.length * 2 < resamples) return null;
    const [low, high] = quantile(halves, [(1 - level) / 2, (1 + level) / 2]);
    const centre = mean(halves);
    return { low: value + (low as number) - centre, high: value + (high as number) - centre, level };
  });
}
