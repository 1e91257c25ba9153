import { checkProportions } from "./check-numbers.ts";

/**
 * p-values corrected for being several (Holm 1979, step-down): each stays in place, capped at 1.
 *
 * @throws InvalidArgumentError for what is no p-value: NaN, or outside [0, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  checkProportions("holm", pValues, "p-value");
  const order = pValues
    .map((_, index) => index)
    .sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted: number[] = [];
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues[index] as number) * (pValues.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}
