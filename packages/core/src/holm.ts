import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";

/**
 * p-values corrected for being several (Holm 1979, step-down): each stays in place, capped at 1.
 *
 * @throws InvalidArgumentError for what is not a p-value: NaN, or outside [0, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  const wrong = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (wrong !== -1)
    throw new InvalidArgumentError(
      `holm: p-value ${wrong} is ${pValues[wrong]}, which is not between 0 and 1`,
      { hint: "Leave out what is missing, and say how many there were." },
    );
  const ascending = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted: number[] = [];
  let largest = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}
