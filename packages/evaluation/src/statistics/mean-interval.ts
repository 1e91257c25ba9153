import { checkOptions } from "@sdialog/core/internal";
import { deriveSeed, Random } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import { type ResamplingOptions, resamplingOptionNames } from "./bootstrap.ts";
import { checkResampling, checkUnits } from "./check-numbers.ts";
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
 *
 * @throws InvalidArgumentError for values that are not finite, and as {@link bootstrapT}
 */
export function meanInterval(units: Units, options: ResamplingOptions): Interval | null {
  const plan = checkOptions("meanInterval", options, resamplingOptionNames);
  checkUnits("meanInterval", units);
  return bootstrapT(units.length, meanEstimator(units), plan);
}

/** Interval of the standard deviation, by bootstrap-t of its logarithm; `null` as for the mean. */
export function deviationInterval(units: Units, options: ResamplingOptions): Interval | null {
  const interval = bootstrapT(units.length, logDeviationEstimator(units), options);
  return interval && { ...interval, low: Math.exp(interval.low), high: Math.exp(interval.high) };
}

/**
 * Interval of the mean of one sample less that of another, units of each drawn by themselves: bootstrap-t, as for one mean,
 * with Welch's degrees of freedom (*Biometrika* 34, 1947). `null` when either has fewer than two units, or neither any spread.
 */
export function meanDifferenceInterval(
  first: Units,
  second: Units,
  { resamples, level, seed }: ResamplingOptions,
): Interval | null {
  const samples = [first, second].map((units) => {
    const estimator = meanEstimator(units);
    return (indices: Uint32Array): Found => {
      const found = estimator(indices);
      return { value: found.value, error: standardError(found) };
    };
  }) as [(indices: Uint32Array) => Found, (indices: Uint32Array) => Found];
  const sizes = [first.length, second.length] as const;
  if (Math.min(...sizes) < 2 || resamples === 0) return null;
  const whole = samples.map((sample, side) => sample(everyIndex(sizes[side] as number)));
  const [a, b] = whole as [Found, Found];
  const difference = (one: Found, other: Found): Found => ({
    value: one.value - other.value,
    error: Math.hypot(one.error, other.error),
  });
  const found = difference(a, b);
  const welch = found.error ** 4 / (a.error ** 4 / (sizes[0] - 1) + b.error ** 4 / (sizes[1] - 1));
  const random = new Random(deriveSeed(seed, "bootstrap-t of a difference"));
  const indices = sizes.map((size) => new Uint32Array(size)) as [Uint32Array, Uint32Array];
  return studentised(found, Math.max(1, Math.floor(welch)), { resamples, level }, () => {
    for (const drawn of indices) draw(drawn, random);
    return difference(samples[0](indices[0]), samples[1](indices[1]));
  });
}

/**
 * Bootstrap-t interval (Efron 1981): an estimate and its standard error, with the critical values that resamples
 * show instead of Student's. Those are kept between one and three times Student's, because few units, or many equal
 * ones, make resamples without spread.
 *
 * @throws InvalidArgumentError for a number of units or resamples that is not a count, or a level outside (0, 1)
 */
export function bootstrapT(n: number, estimator: Estimator, options: ResamplingOptions): Interval | null {
  const { resamples, level, seed } = checkOptions("bootstrapT", options, resamplingOptionNames);
  checkResampling("bootstrapT", n, options);
  if (n < 2 || resamples === 0) return null;
  const withError = (indices: Uint32Array): Found => {
    const found = estimator(indices);
    return { value: found.value, error: standardError(found) };
  };
  const random = new Random(deriveSeed(seed, "bootstrap-t"));
  const indices = new Uint32Array(n);
  return studentised(withError(everyIndex(n)), n - 1, { resamples, level }, () => {
    draw(indices, random);
    return withError(indices);
  });
}

/** An estimate with its standard error. */
interface Found {
  readonly value: number;
  readonly error: number;
}

/** The interval around what was found, by how many errors resamples are off; `null` without an error to measure by. */
function studentised(
  found: Found,
  freedom: number,
  { resamples, level }: Pick<ResamplingOptions, "resamples" | "level">,
  again: () => Found,
): Interval | null {
  if (!(found.error > 1e-12 * Math.abs(found.value))) return null;
  const ratios: number[] = [];
  for (let drawn = 0; drawn < resamples; drawn++) {
    const { value, error } = again();
    const ratio = (value - found.value) / error;
    // A resample without spread has no error to measure by.
    if (Number.isFinite(ratio) && Math.abs(ratio) < 1e9) ratios.push(ratio);
  }
  ratios.sort((a, b) => a - b);
  const student = studentQuantile((1 + level) / 2, freedom);
  const between = (ratio: number): number => Math.min(3 * student, Math.max(student, ratio));
  const [below, above] =
    ratios.length === 0
      ? [student, student]
      : [between(quantileOf(ratios, (1 + level) / 2)), between(-quantileOf(ratios, (1 - level) / 2))];
  return { low: found.value - below * found.error, high: found.value + above * found.error, level };
}

function everyIndex(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, index) => index);
}

/** Fills the list with indices of as many units, drawn with replacement. */
function draw(indices: Uint32Array, random: Random): void {
  for (let position = 0; position < indices.length; position++)
    indices[position] = random.integer(0, indices.length - 1);
}
