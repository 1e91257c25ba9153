import type { Interval } from "@sdialog/evaluation";
import { mean, normalQuantile } from "@sdialog/evaluation/internal";

/** How well scores tell two classes apart. */
export interface AreaUnderCurve {
  /** How often a score of the first class is above one of the second, ties half: 0.5 tells nothing, 1 everything. */
  readonly auc: number;
  readonly interval: Interval;
}

/** Scores of the class that should have the higher ones, and of the other. */
export type ScoresByClass = readonly [positive: readonly number[], negative: readonly number[]];

/** Area under the ROC curve with the interval of {@link meanAreaUnderCurve}. */
export function areaUnderCurve(
  positive: readonly number[],
  negative: readonly number[],
  level: number,
): AreaUnderCurve {
  return meanAreaUnderCurve([[[positive, negative]]], level);
}

/**
 * The mean of areas under ROC curves, each score compared with those of its own part alone, with the interval of DeLong,
 * DeLong & Clarke-Pearson 1988 on the logit scale, where there is any spread; for areas of 0 and 1, which have none,
 * Wilson's of as many trials as the smaller class has members.
 *
 * @param deals the same members dealt into parts, once or more often; every part has both classes
 * @param inflation what the variance of one deal is multiplied by, for scores that depend on each other
 */
export function meanAreaUnderCurve(
  deals: readonly (readonly ScoresByClass[])[],
  level: number,
  inflation = 1,
): AreaUnderCurve {
  const found = deals.map((parts) => {
    const p = parts.flatMap(([positive, negative]) => [...placements(positive, negative)]);
    const n = parts.flatMap(([positive, negative]) => [...placements(negative, positive)]);
    const variance = varianceOf(p) / p.length + varianceOf(n) / n.length;
    return { auc: mean(p), variance, members: Math.min(p.length, n.length) };
  });
  const auc = mean(found.map((deal) => deal.auc));
  const variance = inflation * mean(found.map((deal) => deal.variance));
  const z = normalQuantile((1 + level) / 2);
  if (variance > 0 && auc > 0 && auc < 1) {
    const logit = Math.log(auc / (1 - auc));
    const reach = (z * Math.sqrt(variance)) / (auc * (1 - auc));
    return { auc, interval: { low: logistic(logit - reach), high: logistic(logit + reach), level } };
  }
  const trials = (found[0]?.members ?? 0) / inflation;
  const bound = (z * z) / (trials + z * z);
  return {
    auc,
    interval: auc >= 0.5 ? { low: auc - bound, high: 1, level } : { low: 0, high: auc + bound, level },
  };
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** Per score, the share of the others below it, ties half. */
function placements(scores: readonly number[], others: readonly number[]): Float64Array {
  const sorted = Float64Array.from(others).sort();
  return Float64Array.from(
    scores,
    (score) => (below(sorted, score) + below(sorted, score, true)) / (2 * sorted.length),
  );
}

/** How many of ascending numbers are below a value, or up to it. */
function below(sorted: Float64Array, value: number, orEqual = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = sorted[middle] as number;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
