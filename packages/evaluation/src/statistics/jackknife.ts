import { Random } from "@sdialog/core";
import { sampleVariance } from "simple-statistics";
import type { Interval } from "../dataset-evaluator.ts";
import type { IndexStatistics, ResamplingOptions } from "./bootstrap.ts";
import { checkResampling } from "./check-numbers.ts";
import { drawWithoutReplacement } from "./draw-without-replacement.ts";
import { studentQuantile } from "./student-quantile.ts";

/**
 * Jackknife by groups (Quenouille 1956; Efron & Stein 1981): an interval per statistic for its expected value at this `n`,
 * from how far it moves when one of `resamples` random groups of the elements at a time is left out (one element, where
 * there are as few). By Student's t, on a logarithmic scale where all values are above 0.
 *
 * For diversities: every round looks at nearly `n` elements, none of them twice, so that neither a smaller dataset's
 * lower diversity nor a copy's is taken for chance.
 *
 * @param values the statistics of all elements, which the intervals are laid around
 * @returns `null` for fewer than four elements or groups, and for a statistic that is not defined in every round
 */
export function jackknife(
  n: number,
  values: readonly number[],
  statistics: IndexStatistics,
  { resamples, level, seed }: ResamplingOptions,
): (Interval | null)[] {
  checkResampling("jackknife", n, { resamples, level });
  const groups = Math.min(n, resamples);
  if (groups < 4) return values.map(() => null);
  const size = Math.floor(n / groups);
  const order = drawWithoutReplacement(n, n, new Random(seed));
  const rounds = Array.from({ length: groups }, (_, group) =>
    statistics(order.filter((_index, place) => Math.floor(place / size) !== group).sort()),
  );
  const scale = (n - size) ** 2 / (size * n);
  const t = studentQuantile((1 + level) / 2, groups - 1);
  return values.map((value, index) => {
    const without = rounds.map((of) => of[index] as number);
    if (![value, ...without].every((of) => Number.isFinite(of))) return null;
    if ([value, ...without].every((of) => of > 0)) {
      const factor = Math.exp(t * Math.sqrt(sampleVariance(without.map(Math.log)) * scale));
      return { low: value / factor, high: value * factor, level };
    }
    const half = t * Math.sqrt(sampleVariance(without) * scale);
    return { low: value - half, high: value + half, level };
  });
}
