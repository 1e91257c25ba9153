import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { Agreement, Category } from "./agreement.ts";

/** What kind of scale the ratings of {@link krippendorffAlpha} are on. */
export interface KrippendorffAlphaOptions {
  /** How different two ratings are. Default: `nominal` (equal or not). The others need numbers. */
  readonly level?: "nominal" | "ordinal" | "interval" | "ratio" | undefined;
}

const krippendorffAlphaOptionNames: OptionNames<KrippendorffAlphaOptions> = { level: true };

/**
 * Agreement of any number of raters with any number of ratings missing: Krippendorff's α (*Content Analysis*,
 * 4th ed. 2018, chapter 12), 1 − observed / expected disagreement. `observed` and `expected` are 1 − disagreement
 * for the nominal level, and 1 − disagreement in squared units of the level for the others.
 *
 * @param items what each rater said, by item; `null` where a rater said nothing. Items with fewer than two ratings
 *   say nothing about agreement and are left out.
 * @throws InvalidArgumentError when no item has two ratings, or a level needs numbers and has none
 */
export function krippendorffAlpha(
  items: readonly (readonly (Category | null)[])[],
  options: KrippendorffAlphaOptions = {},
): Agreement {
  const { level = "nominal" } = checkOptions("krippendorffAlpha", options, krippendorffAlphaOptionNames);
  const units = items
    .map((ratings) => ratings.filter((rating) => rating !== null))
    .filter((ratings) => ratings.length >= 2);
  if (units.length === 0) throw new InvalidArgumentError("No item has two ratings to compare");
  const values = sortedValues(units.flat(), level);
  const totals = values.map((value) => units.flat().filter((rating) => rating === value).length);
  const n = totals.reduce((sum, total) => sum + total, 0);
  const difference = differenceOf(values, totals, level);

  let observed = 0;
  for (const ratings of units) {
    const counts = values.map((value) => ratings.filter((rating) => rating === value).length);
    observed += pairs(counts, difference) / (ratings.length - 1);
  }
  observed /= n;
  const expected = pairs(totals, difference) / (n * (n - 1));
  const value = expected === 0 ? null : 1 - observed / expected;
  return { value, observed: 1 - observed, expected: 1 - expected, n: units.length };
}

type Difference = (a: number, b: number) => number;

function pairs(counts: readonly number[], difference: Difference): number {
  let sum = 0;
  for (const [a, countA] of counts.entries()) {
    for (const [b, countB] of counts.entries()) sum += countA * countB * difference(a, b);
  }
  return sum;
}

function sortedValues(
  ratings: readonly Category[],
  level: NonNullable<KrippendorffAlphaOptions["level"]>,
): Category[] {
  const values = [...new Set(ratings)];
  if (level === "nominal") return values;
  if (values.some((value) => typeof value !== "number")) {
    throw new InvalidArgumentError(`The ${level} level needs ratings that are numbers`);
  }
  return values.sort((a, b) => Number(a) - Number(b));
}

/** Squared difference of two values by their place in the sorted list. */
function differenceOf(
  values: readonly Category[],
  totals: readonly number[],
  level: NonNullable<KrippendorffAlphaOptions["level"]>,
): Difference {
  const at = (index: number): number => Number(values[index]);
  if (level === "nominal") return (a, b) => (a === b ? 0 : 1);
  if (level === "interval") return (a, b) => (at(a) - at(b)) ** 2;
  if (level === "ratio") return (a, b) => (a === b ? 0 : ((at(a) - at(b)) / (at(a) + at(b))) ** 2);
  return (a, b) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const between = totals.slice(low, high + 1).reduce((sum, total) => sum + total, 0);
    return a === b ? 0 : (between - ((totals[low] ?? 0) + (totals[high] ?? 0)) / 2) ** 2;
  };
}
