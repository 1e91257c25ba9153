import type { Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { meanInterval, wilsonInterval } from "@sdialog/evaluation/statistics";
import { behaviourFeatures } from "../fingerprint/features.ts";
import type { FeatureColumn } from "./feature-columns.ts";
import type { NoInterval } from "./realism-comparison.ts";

/** The mean of a feature over the conversations of one side. */
export interface FeatureMean {
  readonly mean: number | null;
  readonly interval: Interval | null;
  readonly noInterval: NoInterval | null;
}

/** The mean of a feature with its interval, or why it has none. */
export function featureMean(
  { name, values }: FeatureColumn,
  { resamples, level, seed }: { readonly resamples: number; readonly level: number; readonly seed: Seed },
): FeatureMean {
  const numbers = [...values].filter((value) => !Number.isNaN(value));
  const [first] = numbers;
  if (first === undefined) return { mean: null, interval: null, noInterval: null };
  // Summing up equal numbers may end a digit beside them.
  const isConstant = numbers.every((one) => one === first);
  const mean = isConstant ? first : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  // No feature is below 0, and no share above 1.
  const isShare = behaviourFeatures.find((feature) => feature.name === name)?.unit === "share";
  const most = isShare ? 1 : Infinity;
  // What never varied says nothing about how it varies; how many conversations there were still bounds a share.
  const found =
    isConstant && isShare
      ? wilsonInterval(mean * numbers.length, numbers.length, level)
      : meanInterval(
          numbers.map((one) => [one]),
          { resamples, level, seed },
        );
  const interval =
    found && holding(mean, { level, low: Math.max(0, found.low), high: Math.min(most, found.high) });
  const why: NoInterval =
    numbers.length < 2
      ? "too few conversations"
      : resamples === 0
        ? "no resamples"
        : "the same in all conversations";
  return { mean, interval, noInterval: interval === null ? why : null };
}

/** The interval, so wide that it holds what it is of: rounding, and resamples that lean to one side, may leave it out. */
export function holding(value: number, { low, high, level }: Interval): Interval {
  return { low: Math.min(low, value), high: Math.max(high, value), level };
}
