import { InvalidArgumentError } from "@sdialog/core";

/**
 * The one rule for numbers that a caller hands to a formula: NaN and infinities are no measurements, and are refused by the
 * place they stand at. Samples of metrics never hold any: those are missing values there, and counted as such.
 *
 * @param name the function that was called
 * @param what the numbers are, in the singular
 * @throws InvalidArgumentError for the first number that is not finite
 */
export function checkFinite(name: string, values: ArrayLike<number>, what = "Value"): void {
  for (let index = 0; index < values.length; index++)
    if (!Number.isFinite(values[index])) throw notFinite(name, `${what} ${index}`, values[index]);
}

/** The same for the values of units. */
export function checkUnits(name: string, units: readonly (readonly number[])[]): void {
  for (const [index, unit] of units.entries()) checkFinite(name, unit, `Unit ${index}, value`);
}

/** The same for ratings: a category is a text, yes or no, or a finite number. */
export function checkCategories(name: string, ratings: readonly unknown[], what = "Rating"): void {
  for (const [index, rating] of ratings.entries()) {
    const isCategory = typeof rating === "string" || typeof rating === "boolean" || Number.isFinite(rating);
    if (!isCategory) throw notFinite(name, `${what} ${index}`, rating);
  }
}

/** The same for pairs of numbers. */
export function checkPairs(name: string, a: readonly number[], b: readonly number[]): void {
  if (a.length !== b.length)
    throw new InvalidArgumentError(`${name}: values come in pairs, and ${a.length} and ${b.length} do not`);
  const at = a.findIndex((value, index) => !Number.isFinite(value) || !Number.isFinite(b[index]));
  if (at >= 0) throw notFinite(name, `Pair ${at}`, `(${a[at]}, ${b[at]})`);
}

/** @throws InvalidArgumentError for what is not in [0, 1]: shares, and p-values */
export function checkProportions(name: string, values: ArrayLike<number>, what: string): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!(value >= 0 && value <= 1))
      throw new InvalidArgumentError(`${name}: ${what} ${index} is ${value}, which is not between 0 and 1`, {
        hint: leaveOut,
      });
  }
}

/** @throws InvalidArgumentError unless both are shares of the same bins, each summing to 1 */
export function checkHistograms(name: string, first: ArrayLike<number>, second: ArrayLike<number>): void {
  if (first.length !== second.length)
    throw new InvalidArgumentError(
      `${name}: both need shares of the same bins, and have ${first.length} and ${second.length}`,
    );
  for (const [which, shares] of [
    ["first", first],
    ["second", second],
  ] as const) {
    // Rounding makes shares a little more than 1.
    checkProportions(
      name,
      Array.from(shares, (share) => (share > 1 && share < 1 + 1e-9 ? 1 : share)),
      `share of the ${which}`,
    );
    const total = Array.from(shares).reduce((sum, share) => sum + share, 0);
    if (Math.abs(total - 1) > 1e-6)
      throw new InvalidArgumentError(`${name}: the shares of the ${which} sum to ${total}, not to 1`, {
        hint: "Divide each count by the sum of them all.",
      });
  }
}

/** @throws InvalidArgumentError for a confidence level outside (0, 1) */
export function checkLevel(level: number): void {
  if (level > 0 && level < 1) return;
  throw new InvalidArgumentError(`A confidence level must be between 0 and 1, not ${level}`, {
    hint: "Write 0.95 for 95 %.",
  });
}

/** @throws InvalidArgumentError naming the count that is not a whole number of at least 0 */
export function checkCounts(name: string, counts: Readonly<Record<string, number>>): void {
  for (const [key, value] of Object.entries(counts)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new InvalidArgumentError(`${name}: ${key} is ${value}, which is not a count`, {
        hint: "Counts are whole numbers of at least 0.",
      });
  }
}

/** What {@link checkCounts} and {@link checkLevel} say of how an interval is resampled. */
export function checkResampling(name: string, n: number, plan: { resamples: number; level: number }): void {
  checkCounts(name, { n, resamples: plan.resamples });
  checkLevel(plan.level);
}

const leaveOut = "Leave out what is missing, and say how many there were.";

function notFinite(name: string, what: string, value: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${name}: ${what} is ${String(value)}, which is not a measurement`, {
    hint: leaveOut,
  });
}
