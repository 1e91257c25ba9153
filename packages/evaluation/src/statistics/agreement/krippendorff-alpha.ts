import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { checkCategories } from "../check-numbers.ts";
import { type Agreement, type Category, countsOf } from "./agreement.ts";

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
 * @throws InvalidArgumentError when no item has two ratings, a level needs numbers and has none, or a rating is NaN or infinite
 */
export function krippendorffAlpha(
  items: readonly (readonly (Category | null)[])[],
  options: KrippendorffAlphaOptions = {},
): Agreement {
  const { level = "nominal" } = checkOptions("krippendorffAlpha", options, krippendorffAlphaOptionNames);
  for (const [item, ratings] of items.entries())
    checkCategories(
      "krippendorffAlpha",
      // `null` is how a caller says that there is no rating.
      ratings.map((rating) => (rating === null ? "" : rating)),
      `Item ${item}, rating`,
    );
  const units = items
    .map((ratings) => ratings.filter((rating) => rating !== null))
    .filter((ratings) => ratings.length >= 2);
  if (units.length === 0) throw new InvalidArgumentError("No item has two ratings to compare");
  const flat = units.flat();
  const disagreement = disagreementOf(flat, level);
  const n = flat.length;
  const observed = units.reduce((sum, ratings) => sum + disagreement(ratings) / (ratings.length - 1), 0) / n;
  const expected = disagreement(flat) / (n * (n - 1));
  const value = expected === 0 ? null : 1 - observed / expected;
  return { value, observed: 1 - observed, expected: 1 - expected, n: units.length };
}

/** The differences of all ordered pairs among some ratings, summed. */
type Disagreement = (ratings: readonly Category[]) => number;

function disagreementOf(
  flat: readonly Category[],
  level: NonNullable<KrippendorffAlphaOptions["level"]>,
): Disagreement {
  if (level === "nominal")
    return (ratings) =>
      ratings.length ** 2 - [...countsOf(ratings).values()].reduce((sum, count) => sum + count ** 2, 0);
  if (flat.some((value) => typeof value !== "number"))
    throw new InvalidArgumentError(`The ${level} level needs ratings that are numbers`);
  if (level === "ratio") return ratioDifferences;
  const places = level === "ordinal" ? middleRanks(flat) : undefined;
  const [origin = 0] = flat.map(Number);
  return (ratings) =>
    squaredDifferences(ratings.map((rating) => places?.get(rating) ?? Number(rating) - origin));
}

/** Σ (a − b)² over all ordered pairs is 2n Σ (a − mean)², which takes no pairs. */
function squaredDifferences(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return 2 * values.length * values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** How many ratings stand before the middle of those of each value: their distances are the ordinal differences. */
function middleRanks(flat: readonly Category[]): Map<Category, number> {
  let before = 0;
  return new Map(
    [...countsOf(flat)]
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([value, count]) => {
        before += count;
        return [value, before - count / 2];
      }),
  );
}

function ratioDifferences(ratings: readonly Category[]): number {
  const counts = [...countsOf(ratings)].map(([value, count]) => [Number(value), count] as const);
  let sum = 0;
  for (const [a, countA] of counts)
    for (const [b, countB] of counts) if (a !== b) sum += countA * countB * ((a - b) / (a + b)) ** 2;
  return sum;
}
