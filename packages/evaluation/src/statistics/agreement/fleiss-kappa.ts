import { InvalidArgumentError } from "@sdialog/core";
import { checkCategories } from "../check-numbers.ts";
import { aboveChance, type Agreement, type Category } from "./agreement.ts";

/**
 * Agreement of any fixed number of raters, not necessarily the same ones for each item: Fleiss' κ
 * (*Psychological Bulletin* 76, 1971).
 *
 * @param items what each rater said, by item; the same number of raters, at least two, everywhere
 * @throws InvalidArgumentError for no items, numbers of raters that are unequal or below two, and ratings that are NaN, infinite
 *   or missing
 */
export function fleissKappa(items: readonly (readonly Category[])[]): Agreement {
  const raters = items[0]?.length ?? 0;
  if (raters < 2 || items.some((ratings) => ratings.length !== raters)) {
    throw new InvalidArgumentError("Every item needs the same number of ratings, at least two", {
      hint: "krippendorffAlpha takes items with missing ratings.",
    });
  }
  for (const [item, ratings] of items.entries())
    checkCategories("fleissKappa", ratings, `Item ${item}, rating`);
  const totals = new Map<Category, number>();
  let observed = 0;
  for (const ratings of items) {
    const counts = countOf(ratings);
    for (const [category, count] of counts) {
      totals.set(category, (totals.get(category) ?? 0) + count);
      observed += (count * (count - 1)) / (raters * (raters - 1));
    }
  }
  const all = items.length * raters;
  const expected = [...totals.values()].reduce((sum, count) => sum + (count / all) ** 2, 0);
  return aboveChance(observed / items.length, expected, items.length);
}

function countOf(ratings: readonly Category[]): Map<Category, number> {
  const counts = new Map<Category, number>();
  for (const rating of ratings) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return counts;
}
