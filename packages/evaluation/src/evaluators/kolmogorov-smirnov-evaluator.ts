import type { DialogScore } from "../dialog-score.ts";
import { kolmogorovSmirnovDistance } from "../statistics/wasserstein-distance.ts";
import type { WeightedSample } from "../statistics/weighted-sample.ts";
import { type DistanceOptions, ScoreDistanceEvaluator } from "./score-distance-evaluator.ts";

/** The largest gap between the cumulative distributions of a score over dataset and reference, in [0, 1], under `ks`. */
export class KolmogorovSmirnovEvaluator extends ScoreDistanceEvaluator {
  constructor(score: DialogScore, options?: DistanceOptions) {
    super("kolmogorov-smirnov", score, options);
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly ks: number } {
    return { ks: kolmogorovSmirnovDistance(reference, sample) };
  }
}
