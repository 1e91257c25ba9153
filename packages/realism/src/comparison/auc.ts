import type { Interval } from "@sdialog/evaluation";
import { normalQuantile } from "@sdialog/evaluation/internal";

/** How well scores tell two classes apart. */
export interface AreaUnderCurve {
  /** How often a score of the first class is above one of the second, ties half: 0.5 tells nothing, 1 everything. */
  readonly auc: number;
  readonly interval: Interval;
}

/**
 * Area under the ROC curve with the interval of DeLong, DeLong & Clarke-Pearson 1988 on the logit scale, where there is
 * any spread; for areas of 0 and 1, which have none, Wilson's of as many trials as the smaller class has members.
 *
 * @param positive scores of the class that should have the higher ones
 * @param inflation what the variance is multiplied by, for scores that depend on each other
 */
export function areaUnderCurve(
  positive: readonly number[],
  negative: readonly number[],
  level: number,
  inflation = 1,
): AreaUnderCurve {
  const [p, n] = [placements(positive, negative), placements(negative, positive)];
  const auc = p.reduce((sum, value) => sum + value, 0) / p.length;
  const variance = inflation * (varianceOf(p) / p.length + varianceOf(n) / n.length);
  const z = normalQuantile((1 + level) / 2);
  if (variance > 0 && auc > 0 && auc < 1) {
    const logit = Math.log(auc / (1 - auc));
    const reach = (z * Math.sqrt(variance)) / (auc * (1 - auc));
    return { auc, interval: { low: logistic(logit - reach), high: logistic(logit + reach), level } };
  }
  const trials = Math.min(p.length, n.length) / inflation;
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

function varianceOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
