import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { halfSample } from "@sdialog/evaluation/internal";

/** How often coverage is drawn again for its interval. */
export interface CoverageOptions {
  /** Default: 200. */
  readonly resamples?: number | undefined;
  /** Default: 0.95. */
  readonly level?: number | undefined;
  /** Default: 0. */
  readonly seed?: Seed | undefined;
}

const coverageOptionNames: OptionNames<CoverageOptions> = { resamples: true, level: true, seed: true };

/** How well one set of points covers another. */
export interface Coverage {
  /** From 0 (as far away as two people are from each other, or farther) to 1 (the same points). */
  readonly value: number;
  readonly interval: Interval | null;
  /** Mean distance of a real point to its nearest simulated one: what is missing. */
  readonly missing: number;
  /** Mean distance of a simulated point to its nearest real one: what is invented. */
  readonly invented: number;
  /** Mean distance of two real points. */
  readonly reference: number;
}

/**
 * A value counts as at most so many deviations from the mean. Of a feature that one person in a thousand shows once, the
 * deviation is next to nothing, and without a bound that person would decide how far everybody is from everybody.
 */
export const mostDeviations = 5;

/**
 * Coverage (Chopra et al. 2026, arXiv 2605.12894) of real points by simulated ones: with the Chamfer error, the mean
 * distance of each real point to the nearest simulated one and of each simulated one to the nearest real, and the mean
 * distance d of two real points, max(0, 1 − min(1, error ÷ 2d)). Columns are standardised by the real points, up to
 * {@link mostDeviations} either way, which the paper does not say; NaN counts as their mean. Sets of one source do not reach 1: their points lie apart, too, and fewer points farther.
 *
 * @param real rows of numbers, all of one length
 * @returns `null` for fewer than two real points or no simulated one, and for real points that are all the same
 * @throws InvalidArgumentError for rows of different lengths, and numbers that are infinite
 */
export function coverage(
  real: readonly (readonly number[])[],
  simulated: readonly (readonly number[])[],
  options: CoverageOptions = {},
): Coverage | null {
  const { resamples = 200, level = 0.95, seed = 0 } = checkOptions("coverage", options, coverageOptionNames);
  if ([...real, ...simulated].some((row) => row.length !== real[0]?.length))
    throw new InvalidArgumentError("The rows of both sets must have the same length");
  for (const row of [...real, ...simulated]) refuseInfinite("coverage", row);
  if (real.length < 2 || simulated.length === 0) return null;
  const scale = standardizer(real, simulated);
  const [h, f] = [real.map(scale), simulated.map(scale)];
  const across = distances(h, f);
  const within = distances(h, h);
  const of = (ofReal: ArrayLike<number>, ofSimulated: ArrayLike<number>) =>
    chamfer(across, within, f.length, h.length, ofReal, ofSimulated);
  const found = of(
    h.map((_, index) => index),
    f.map((_, index) => index),
  );
  if (!(found.reference > 0)) return null;
  const [interval = null] = halfSample(
    [h.length, f.length],
    [found.value],
    (ofReal, ofSimulated) => [of(ofReal as Uint32Array, ofSimulated as Uint32Array).value],
    { resamples, level, seed },
  );
  return { ...found, interval: interval && within01(interval) };
}

/** NaN is a feature that is not defined; an infinite one is a mistake. @throws InvalidArgumentError */
export function refuseInfinite(name: string, row: readonly number[]): void {
  const at = row.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (at >= 0)
    throw new InvalidArgumentError(
      `${name}: column ${at} of a row is ${row[at]}, which is not a measurement`,
      {
        hint: "NaN says that a row does not define a column.",
      },
    );
}

/** An interval of what cannot leave [0, 1]. */
export function within01({ low, high, level }: Interval): Interval {
  return { low: Math.min(1, Math.max(0, low)), high: Math.min(1, Math.max(0, high)), level };
}

type Row = readonly number[];

/** Scales a row by mean and deviation of the real ones; a column that never varies there, by that of both. */
function standardizer(real: readonly Row[], simulated: readonly Row[]): (row: Row) => Float64Array {
  const columns = (real[0] as Row).map((_, column) => {
    const own = moments(real, column);
    return own.deviation > 0
      ? own
      : { ...own, deviation: moments([...real, ...simulated], column).deviation || 1 };
  });
  return (row) =>
    Float64Array.from(columns, ({ mean, deviation }, column) => {
      const value = row[column] as number;
      if (Number.isNaN(value) || Number.isNaN(mean)) return 0;
      return Math.max(-mostDeviations, Math.min(mostDeviations, (value - mean) / deviation));
    });
}

function moments(
  rows: readonly Row[],
  column: number,
): { readonly mean: number; readonly deviation: number } {
  const values = rows.map((row) => row[column] as number).filter((value) => !Number.isNaN(value));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
  };
}

/** Distances of all pairs, row by row. */
function distances(from: readonly Float64Array[], to: readonly Float64Array[]): Float32Array {
  const all = new Float32Array(from.length * to.length);
  for (const [row, a] of from.entries()) {
    for (const [column, b] of to.entries()) {
      let squares = 0;
      for (let place = 0; place < a.length; place++)
        squares += ((a[place] as number) - (b[place] as number)) ** 2;
      all[row * to.length + column] = Math.sqrt(squares);
    }
  }
  return all;
}

function chamfer(
  across: Float32Array,
  within: Float32Array,
  width: number,
  size: number,
  ofReal: ArrayLike<number>,
  ofSimulated: ArrayLike<number>,
): Omit<Coverage, "interval"> {
  const nearestReal = new Float64Array(ofSimulated.length).fill(Infinity);
  let [missing, reference] = [0, 0];
  for (let a = 0; a < ofReal.length; a++) {
    const row = ofReal[a] as number;
    let nearest = Infinity;
    for (let b = 0; b < ofSimulated.length; b++) {
      const distance = across[row * width + (ofSimulated[b] as number)] as number;
      if (distance < nearest) nearest = distance;
      if (distance < (nearestReal[b] as number)) nearestReal[b] = distance;
    }
    missing += nearest / ofReal.length;
    for (let b = 0; b < a; b++) reference += within[row * size + (ofReal[b] as number)] as number;
  }
  reference /= (ofReal.length * (ofReal.length - 1)) / 2;
  const invented = nearestReal.reduce((sum, distance) => sum + distance, 0) / nearestReal.length;
  return {
    value: Math.max(0, 1 - Math.min(1, (missing + invented) / (2 * reference))),
    missing,
    invented,
    reference,
  };
}
