import type { DialogScore } from "../dialog-score.ts";
import { mean } from "../statistics/moments.ts";
import type { EvaluatorOptions } from "./evaluator-options.ts";
import { ScoreEvaluator } from "./score-evaluator.ts";

/** The mean of a score, under `mean`. */
export class MeanEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    super("mean", score, options);
  }

  protected statistics(values: Float64Array): { readonly mean: number } {
    return { mean: mean(values) };
  }
}
