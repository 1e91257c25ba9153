import { errorFunction } from "simple-statistics";
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
 * variance of survey statistics (Binder 1983). NaN for fewer than two units.
 */
export function standardError({ influence }: Pick<Estimate, "influence">): number {
  const n = influence.length;
  let squares = 0;
  for (let index = 0; index < n; index++) squares += (influence[index] as number) ** 2;
  return n < 2 ? Number.NaN : Math.sqrt((squares * n) / (n - 1));
}

/** The mean of all values of the units drawn. */
export function meanEstimator(units: Units): Estimator {
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

/**
 * The median of all values of the units drawn. Its error is that of the share of values below it, carried over to
 * the values by the quantiles around (Woodruff 1952; Maritz & Jarrett 1978).
 */
export function medianEstimator(units: Units): Estimator {
  const owners = Uint32Array.from(units.flatMap((unit, index) => unit.map(() => index)));
  const values = Float64Array.from(units.flat());
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const sorted = Float64Array.from(order, (place) => values[place] as number);
  const owner = Uint32Array.from(order, (place) => owners[place] as number);
  const times = new Uint32Array(units.length);
  const above = new Float64Array(units.length);
  return (indices) => {
    times.fill(0);
    for (const index of indices) times[index] = (times[index] as number) + 1;
    const drawn: number[] = [];
    for (let place = 0; place < sorted.length; place++) {
      for (let time = times[owner[place] as number] as number; time > 0; time--) {
        drawn.push(sorted[place] as number);
      }
    }
    const value = quantileOf(drawn, 0.5);
    above.fill(0);
    for (let place = 0; place < sorted.length; place++) {
      const unit = owner[place] as number;
      if (times[unit] !== 0)
        above[unit] = (above[unit] as number) + Math.sign((sorted[place] as number) - value);
    }
    const influence = Float64Array.from(indices, (index) => (above[index] as number) / (2 * drawn.length));
    const error = standardError({ influence });
    const spread = spreadOfQuantile(drawn, error);
    return { value, influence: error > 0 ? influence.map((of) => (of * spread) / error) : influence };
  };
}

/**
 * Standard deviation of the quantile at a share that is normally distributed around one half: what the median varies
 * by when the share of values below it does. For independent values this is all but the bootstrap's own standard
 * error, in closed form.
 */
function spreadOfQuantile(sorted: readonly number[], error: number): number {
  const below = (p: number): number => errorFunction((p - 0.5) / (error * Math.SQRT2)) / 2;
  const reach = Math.min(sorted.length, Math.ceil(6 * error * sorted.length) + 1);
  const [from, to] = [-reach, reach].map((steps) => Math.round(sorted.length / 2) + steps) as [
    number,
    number,
  ];
  let [total, first, second] = [0, 0, 0];
  const centre = quantileOf(sorted, 0.5);
  let last = below(Math.max(0, from) / sorted.length);
  for (let place = Math.max(0, from); place < Math.min(sorted.length, to); place++) {
    const next = below((place + 1) / sorted.length);
    const offset = (sorted[place] as number) - centre;
    total += next - last;
    first += (next - last) * offset;
    second += (next - last) * offset ** 2;
    last = next;
  }
  return total > 0 ? Math.sqrt(Math.max(0, second / total - (first / total) ** 2)) : 0;
}

/** The `p`-quantile of ascending numbers, each taken for the middle of its share, straight lines between. */
export function quantileOf(sorted: readonly number[], p: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, p * sorted.length - 0.5));
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}
