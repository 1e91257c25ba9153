/** A list of numbers read by position. */
export type Numbers = ArrayLike<number>;

/** Arithmetic mean, NaN of nothing. Neumaier's sum, so that the order of the numbers does not show. */
export function mean(values: Numbers): number {
  let total = 0;
  let lost = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return (total + lost) / values.length;
}

/** Standard deviation of the values themselves (÷ n), or estimated for what they were drawn from (÷ (n − 1)) with `sample`. */
export function standardDeviation(values: Numbers, sample = false): number {
  const centre = mean(values);
  let squares = 0;
  for (let index = 0; index < values.length; index++) squares += ((values[index] as number) - centre) ** 2;
  return Math.sqrt(squares / (values.length - (sample ? 1 : 0)));
}

/** The middle value, or the mean of the two in the middle; NaN of nothing. */
export function median(values: Numbers): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
