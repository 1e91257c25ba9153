import { checkOptions } from "@sdialog/core/internal";
import { evaluatorOptionNames } from "./evaluator-options.ts";
import type { DialogScore } from "../dialog-score.ts";
import { mean, median, standardDeviation } from "../statistics/moments.ts";
import type { EvaluatorOptions } from "./evaluator-options.ts";
import { ScoreEvaluator } from "./score-evaluator.ts";

/** The mean of a score, under `mean`. */
export class MeanEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    checkOptions("new MeanEvaluator", options, evaluatorOptionNames);
    super("mean", score, options);
  }

  protected statistics(values: Float64Array): { readonly mean: number } {
    return { mean: mean(values) };
  }
}

/** The median of a score, under `median`. */
export class MedianEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    checkOptions("new MedianEvaluator", options, evaluatorOptionNames);
    super("median", score, options);
  }

  protected statistics(values: Float64Array): { readonly median: number } {
    return { median: median(values) };
  }
}

/** `mean`, `std` (of the values themselves, ÷ n), `min`, `max` and `median` of a score; the mean is tested. */
export class StatsEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    checkOptions("new StatsEvaluator", options, evaluatorOptionNames);
    super("stats", score, options);
  }

  /** Spread is neither good nor bad. */
  protected override better(statistic: string): DialogScore["direction"] {
    return statistic === "std" ? undefined : this.dialogScore.direction;
  }

  protected override tested(values: Float64Array): number {
    return mean(values);
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
