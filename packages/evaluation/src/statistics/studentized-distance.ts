import { type Estimate, type Estimator, standardError } from "./estimator.ts";
import type { IndexDistance } from "./permutation-test.ts";

/**
 * How many standard errors two samples are apart by a statistic. A permutation test of it is right also where
 * the samples differ in spread, shape and size and only the statistic is the same (Janssen 1997; Chung & Romano
 * 2013): a permutation test of the plain difference would take another spread for another mean.
 *
 * With fewer than two units on a side there is no error, and the plain difference is all there is.
 */
export function studentizedDistance(estimator: Estimator): IndexDistance {
  return (first, second) => {
    const [a, b] = [estimator(first), estimator(second)];
    return inErrors(a, b, Math.hypot(standardError(a), standardError(b)));
  };
}

/** The same within pairs: the i-th of one sample and the i-th of the other belong together. */
export function studentizedPairDistance(estimator: Estimator): IndexDistance {
  return (first, second) => {
    const [a, b] = [estimator(first), estimator(second)];
    const influence = a.influence.map((of, index) => of - (b.influence[index] as number));
    return inErrors(a, b, standardError({ influence }));
  };
}

function inErrors(a: Estimate, b: Estimate, error: number): number {
  const gap = Math.abs(a.value - b.value);
  const rounding = 1e-12 * Math.max(Math.abs(a.value), Math.abs(b.value));
  if (gap <= rounding) return 0;
  if (Number.isNaN(error)) return gap;
  // Without any spread, every gap is beyond all doubt, a wider one more so.
  return gap / Math.max(error, rounding, Number.MIN_VALUE);
}
