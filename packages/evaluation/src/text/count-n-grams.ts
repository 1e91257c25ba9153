import { InvalidArgumentError } from "@sdialog/core";
import { nGrams } from "./n-grams.ts";

/** How many n-grams the texts hold and how many different ones; none crosses from one text into the next. */
export function countNGrams(
  texts: Iterable<readonly string[]>,
  n: number,
): { readonly distinct: number; readonly total: number } {
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new InvalidArgumentError(`An n-gram has a whole number of words above 0, not ${n}`);
  }
  const different = new Set<string>();
  let total = 0;
  for (const words of texts) {
    for (const gram of nGrams(words, n)) different.add(gram);
    total += Math.max(0, words.length - n + 1);
  }
  return { distinct: different.size, total };
}
