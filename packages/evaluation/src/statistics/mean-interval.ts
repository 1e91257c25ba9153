import { checkOptions } from "@sdialog/core/internal";
import { deriveSeed, Random } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import { type ResamplingOptions, resamplingOptionNames } from "./bootstrap.ts";
import {
  type Estimator,
  logDeviationEstimator,
  meanEstimator,
  quantileOf,
  standardError,
  type Units,
} from "./estimator.ts";
import { studentQuantile } from "./student-quantile.ts";

/**
 * Interval of the mean of all values, units drawn as wholes: bootstrap-t. `null` for fewer than two units, without
 * resamples, and for values without any spread, which tell nothing of how far the mean may be off.
 *
 * Every mean of the package has this interval: one dataset and one seed give one interval.
 */
export function meanInterval(units: Units, options: ResamplingOptions): Interval | null {
  const plan = checkOptions("meanInterval", options, resamplingOptionNames);
  return bootstrapT(units.length, meanEstimator(units), plan);
}

/** Interval of the standard deviation, by bootstrap-t of its logarithm; `null` as for the mean. */
export function deviationInterval(units: Units, options: ResamplingOptions): Interval | null {
  const interval = bootstrapT(units.length, logDeviationEstimator(units), options);
  return interval && { ...interval, low: Math.exp(interval.low), high: Math.exp(interval.high) };
}

/**
 * Bootstrap-t interval (Efron 1981): an estimate and its standard error, with the critical values that resamples
 * show instead of Student's. Those are kept between one and three times Student's, because few units, or many equal
 * ones, make resamples without spread.
 */
export function bootstrapT(n: number, estimator: Estimator, options: ResamplingOptions): Interval | null {
  const { resamples, level, seed } = checkOptions("bootstrapT", options, resamplingOptionNames);
  if (n < 2 || resamples === 0) return null;
  const found = estimator(Uint32Array.from({ length: n }, (_, index) => index));
  const error = standardError(found);
  if (!(error > 1e-12 * Math.abs(found.value))) return null;
  const random = new Random(deriveSeed(seed, "bootstrap-t"));
  const indices = new Uint32Array(n);
  const ratios: number[] = [];
  for (let drawn = 0; drawn < resamples; drawn++) {
    for (let position = 0; position < n; position++) indices[position] = random.integer(0, n - 1);
    const again = estimator(indices);
    const ratio = (again.value - found.value) / standardError(again);
    // A resample without spread has no error to measure by.
    if (Number.isFinite(ratio) && Math.abs(ratio) < 1e9) ratios.push(ratio);
  }
  ratios.sort((a, b) => a - b);
  const student = studentQuantile((1 + level) / 2, n - 1);
  const between = (ratio: number): number => Math.min(3 * student, Math.max(student, ratio));
  const [below, above] =
    ratios.length === 0
      ? [student, student]
      : [between(quantileOf(ratios, (1 + level) / 2)), between(-quantileOf(ratios, (1 - level) / 2))];
  return { low: found.value - below * error, high: found.value + above * error, level };
}
