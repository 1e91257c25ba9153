import type { DialogScore } from "../dialog-score.ts";
import { wassersteinDistance } from "../statistics/wasserstein-distance.ts";
import type { WeightedSample } from "../statistics/weighted-sample.ts";
import { type DistanceOptions, ScoreDistanceEvaluator } from "./score-distance-evaluator.ts";

/** How far, in the score's unit, its values over a dataset would have to move on average to become the reference's, under `w1`. */
export class WassersteinDistanceEvaluator extends ScoreDistanceEvaluator {
  constructor(score: DialogScore, options?: DistanceOptions) {
    super("wasserstein-distance", score, options);
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly w1: number } {
    return { w1: wassersteinDistance(reference, sample) };
  }
}
