import { checkCounts } from "./check-numbers.ts";

/**
 * Whether two independent shares may be equal (Fisher 1935, exact and two-sided: the chance, with the sums of the
 * table held, of any table at most as likely as the one at hand).
 *
 * @param first yes and no of the first; so is `second`
 * @returns p; 1 when one of them is empty
 * @throws InvalidArgumentError for counts that are not whole numbers of at least 0
 */
export function fisherExactTest(
  first: readonly [yes: number, no: number],
  second: readonly [yes: number, no: number],
): number {
  checkCounts("fisherExactTest", { yes: first[0], no: first[1], otherYes: second[0], otherNo: second[1] });
  const [ofFirst, ofSecond] = [first[0] + first[1], second[0] + second[1]];
  const yes = first[0] + second[0];
  const least = Math.max(0, yes - ofSecond);
  const most = Math.min(yes, ofFirst);
  // Logarithms of chances up to a common factor, each from the one before.
  const chances = [0];
  // Stryker disable next-line EqualityOperator: one table more has the chance 0
  for (let k = least; k < most; k++) {
    const ratio = ((ofFirst - k) * (yes - k)) / ((k + 1) * (ofSecond - yes + k + 1));
    chances.push((chances.at(-1) as number) + Math.log(ratio));
  }
  const largest = Math.max(...chances);
  const weights = chances.map((chance) => Math.exp(chance - largest));
  const observed = weights[first[0] - least] as number;
  // Tables that are equally likely may differ in their last digits.
  return Math.min(1, sum(weights.filter((weight) => weight <= observed * (1 + 1e-7))) / sum(weights));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
