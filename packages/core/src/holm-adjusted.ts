/**
 * p-values corrected for being several (Holm 1979, step-down): each stays in place, capped at 1. It does not check them;
 * `holm` of `@sdialog/evaluation/statistics` does.
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const ascending = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted: number[] = [];
  let largest = 0;
  for (const [rank, { p, index }] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}
