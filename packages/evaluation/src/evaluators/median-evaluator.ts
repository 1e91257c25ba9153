import type { DialogScore } from "../dialog-score.ts";
import { median } from "../statistics/moments.ts";
import type { EvaluatorOptions } from "./evaluator-options.ts";
import { ScoreEvaluator } from "./score-evaluator.ts";

/** The median of a score, under `median`. */
export class MedianEvaluator extends ScoreEvaluator {
  constructor(score: DialogScore, options?: EvaluatorOptions) {
    super("median", score, options);
  }

  protected statistics(values: Float64Array): { readonly median: number } {
    return { median: median(values) };
  }
}
