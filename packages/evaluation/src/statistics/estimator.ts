import { checkUnits } from "./check-numbers.ts";
import { mean, sum } from "./moments.ts";

/** Values by unit of observation: a dialogue's one value, or the several of its turns. */
export type Units = readonly (readonly number[])[];

/** A statistic of some units, and what each of them adds to its error. */
export interface Estimate {
  readonly value: number;
  /** Per unit, in the order drawn, by how much it moves the value (Hampel 1974); they sum to 0. */
  readonly influence: Float64Array;
}

/** A statistic of the units with these indices, drawn once or several times. */
export type Estimator = (indices: Uint32Array) => Estimate;

/**
 * Standard error of an estimate, units taken as independent and whatever is inside one as not: the linearised
 * variance of survey statistics (Binder 1983). NaN for fewer than two units, and for influences that are not finite.
 */
export function standardError({ influence }: Pick<Estimate, "influence">): number {
  const n = influence.length;
  let squares = 0;
  for (let index = 0; index < n; index++) squares += (influence[index] as number) ** 2;
  return n < 2 || !Number.isFinite(squares) ? Number.NaN : Math.sqrt((squares * n) / (n - 1));
}

/** The mean of all values of the units drawn. @throws InvalidArgumentError for values that are not finite */
export function meanEstimator(units: Units): Estimator {
  checkUnits("meanEstimator", units);
  const centre = mean(units.flat());
  // Sums of what is above the common mean, so that rounding does not show.
  const sums = Float64Array.from(units, (unit) => sum(unit.map((value) => value - centre)));
  const counts = Uint32Array.from(units, (unit) => unit.length);
  return (indices) => {
    let [total, count] = [0, 0];
    for (let place = 0; place < indices.length; place++) {
      total += sums[indices[place] as number] as number;
      count += counts[indices[place] as number] as number;
    }
    const ratio = total / count;
    const influence = new Float64Array(indices.length);
    for (let place = 0; place < indices.length; place++) {
      const index = indices[place] as number;
      influence[place] = ((sums[index] as number) - ratio * (counts[index] as number)) / count;
    }
    return { value: centre + ratio, influence };
  };
}

/** The natural logarithm of the standard deviation (÷ (n − 1)) of all values of the units drawn. */
export function logDeviationEstimator(units: Units): Estimator {
  const centre = mean(units.flat());
  const [counts, sums, squares] = [0, 1, 2].map((power) =>
    Float64Array.from(units, (unit) => sum(unit.map((value) => (value - centre) ** power))),
  ) as [Float64Array, Float64Array, Float64Array];
  return (indices) => {
    let [count, first, second] = [0, 0, 0];
    for (const index of indices) {
      count += counts[index] as number;
      first += sums[index] as number;
      second += squares[index] as number;
    }
    const shift = first / count;
    const variance = second / count - shift ** 2;
    const influence = Float64Array.from(indices, (index) => {
      const around =
        (squares[index] as number) -
        2 * shift * (sums[index] as number) +
        shift ** 2 * (counts[index] as number);
      return (around / variance - (counts[index] as number)) / (2 * count);
    });
    return { value: Math.log((variance * count) / (count - 1)) / 2, influence };
  };
}

/** The `p`-quantile of ascending numbers, each taken for the middle of its share, straight lines between. */
export function quantileOf(sorted: readonly number[], p: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, p * sorted.length - 0.5));
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}
