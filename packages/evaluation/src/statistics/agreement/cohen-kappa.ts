import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { checkCategories } from "../check-numbers.ts";
import { aboveChance, type Agreement, type Category, countsOf } from "./agreement.ts";

/** How much near misses count in {@link cohenKappa}. */
export interface CohenKappaOptions {
  /**
   * How near misses count: not at all (`none`, the default), or the less the further apart two numbers are,
   * in proportion to their distance (`linear`) or its square (`quadratic`).
   */
  readonly weights?: "none" | "linear" | "quadratic" | undefined;
}

const cohenKappaOptionNames: OptionNames<CohenKappaOptions> = { weights: true };

/**
 * Agreement of two raters on the same items: Cohen's κ (*Educational and Psychological Measurement* 20, 1960),
 * weighted as in Cohen (*Psychological Bulletin* 70, 1968).
 *
 * @param first one rater's categories, by item
 * @param second the other's, in the same order
 * @throws InvalidArgumentError for lists that are empty or differ in length, ratings that are NaN, infinite or missing, and
 *   weights for ratings that are not numbers
 */
export function cohenKappa<Rating extends Category>(
  first: readonly Rating[],
  second: readonly Rating[],
  options: CohenKappaOptions = {},
): Agreement {
  const { weights = "none" } = checkOptions("cohenKappa", options, cohenKappaOptionNames);
  if (first.length === 0 || first.length !== second.length) {
    throw new InvalidArgumentError(
      `Two raters must rate the same items: ${first.length} and ${second.length} given`,
    );
  }
  checkCategories("cohenKappa", first, "The first rater's rating");
  checkCategories("cohenKappa", second, "The second rater's rating");
  const n = first.length;
  const categories = [...new Set([...first, ...second])];
  const credit = creditOf(categories, weights);
  const observed = first.reduce((sum, rating, item) => sum + credit(rating, second[item] as Rating), 0) / n;
  const [counts, others] = [countsOf(first), countsOf(second)];
  let expected = 0;
  for (const [a, count] of counts) {
    if (weights === "none") expected += (count * (others.get(a) ?? 0)) / n ** 2;
    else for (const [b, other] of others) expected += (credit(a, b) * count * other) / n ** 2;
  }
  return aboveChance(observed, expected, n);
}

function creditOf(
  categories: readonly Category[],
  weights: "none" | "linear" | "quadratic",
): (a: Category, b: Category) => number {
  if (weights === "none") return (a, b) => (a === b ? 1 : 0);
  const numbers = categories.map((category) => (typeof category === "number" ? category : Number.NaN));
  if (numbers.some(Number.isNaN)) {
    throw new InvalidArgumentError("Weights need ratings that are numbers", {
      hint: "Turn categories into numbers in their order, or leave weights out.",
    });
  }
  const range = Math.max(...numbers) - Math.min(...numbers);
  const power = weights === "linear" ? 1 : 2;
  return (a, b) => (a === b ? 1 : 1 - (Math.abs(Number(a) - Number(b)) / range) ** power);
}
