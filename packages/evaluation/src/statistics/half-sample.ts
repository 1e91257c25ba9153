import { Random } from "@sdialog/core";
import { mean, quantile } from "simple-statistics";
import type { Interval } from "../dataset-evaluator.ts";
import type { ResamplingOptions } from "./bootstrap.ts";
import { deal } from "./deal.ts";

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

/** `count` different numbers below `size` in random order. */
export function drawWithoutReplacement(size: number, count: number, random: Random): Uint32Array {
  const all = Uint32Array.from({ length: size }, (_, index) => index);
  deal(all, count, random);
  return all.slice(0, count);
}
