import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { evaluatorOptionNames } from "./evaluator-options.ts";
import type { Interval } from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";
import type { ResamplingOptions } from "../statistics/bootstrap.ts";
import type { Units } from "../statistics/estimator.ts";
import { medianTest, pairedMedianTest, smallestMedianP } from "../statistics/median-test.ts";
import type { PermutationOptions } from "../statistics/permutation-test.ts";
import { deviationInterval } from "../statistics/mean-interval.ts";
import { medianInterval } from "../statistics/median-interval.ts";
import { intervalOfMean } from "./interval-of-mean.ts";
import { mean, median, standardDeviation } from "../statistics/moments.ts";
import type { EvaluatorOptions } from "./evaluator-options.ts";
import { ScoreEvaluator } from "./score-evaluator.ts";

/** The mean of a score, under `mean`. */
export class MeanEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    checkArguments("new MeanEvaluator", arguments, 2);
    checkOptions("new MeanEvaluator", options, evaluatorOptionNames);
    super("mean", score, options);
  }

  protected statistics(values: Float64Array): { readonly mean: number } {
    return { mean: mean(values) };
  }

  protected intervals(units: Units, plan: ResamplingOptions): { readonly mean: Interval | null } {
    return { mean: intervalOfMean(this.dialogScore, units, plan) };
  }
}

/** The median of a score, under `median`. */
export class MedianEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    checkArguments("new MedianEvaluator", arguments, 2);
    checkOptions("new MedianEvaluator", options, evaluatorOptionNames);
    super("median", score, options);
  }

  protected override readonly testName = "percentile bootstrap of medians";

  protected statistics(values: Float64Array): { readonly median: number } {
    return { median: median(values) };
  }

  protected override test(own: Units, held: Units, paired: boolean, plan: PermutationOptions): number {
    return paired ? pairedMedianTest(own, held, plan) : medianTest(own, held, plan);
  }

  protected override least(sizes: readonly [number, number], permutations: number): number {
    return smallestMedianP(sizes, permutations);
  }

  protected intervals(units: Units, { level }: ResamplingOptions): { readonly median: Interval | null } {
    return { median: medianInterval(units, level) };
  }
}

/**
 * `mean`, `std` (of the values themselves, ÷ n), `min`, `max` and `median` of a score; the mean is tested. No
 * dataset shows how far beyond its extremes others reach, so `min` and `max` have no interval.
 */
export class StatsEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    checkArguments("new StatsEvaluator", arguments, 2);
    checkOptions("new StatsEvaluator", options, evaluatorOptionNames);
    super("stats", score, options);
  }

  /** Spread is neither good nor bad. */
  protected override better(statistic: string): DialogScore["direction"] {
    return statistic === "std" ? undefined : this.dialogScore.direction;
  }

  protected intervals(units: Units, plan: ResamplingOptions): Readonly<Record<string, Interval | null>> {
    return {
      mean: intervalOfMean(this.dialogScore, units, plan),
      std: deviationInterval(units, plan),
      median: medianInterval(units, plan.level),
    };
  }

  protected statistics(
    values: Float64Array,
  ): Readonly<Record<"mean" | "std" | "min" | "max" | "median", number>> {
    return {
      mean: mean(values),
      std: standardDeviation(values),
      min: values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY),
      max: values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY),
      median: median(values),
    };
  }
}
