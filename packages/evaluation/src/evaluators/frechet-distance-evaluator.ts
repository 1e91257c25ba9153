import type { DialogScore } from "../dialog-score.ts";
import { type WeightedSample, weightedMoments } from "../statistics/weighted-sample.ts";
import { type DistanceOptions, ScoreDistanceEvaluator } from "./score-distance-evaluator.ts";

/**
 * Fréchet distance between normal distributions with the mean and deviation (÷ n) of a score over reference and
 * dataset, √((μ − ν)² + (σ − τ)²), in the score's unit, under `frechet`. Constants are normals without spread.
 */
export class FrechetDistanceEvaluator extends ScoreDistanceEvaluator {
  constructor(score: DialogScore, options?: DistanceOptions) {
    super("frechet-distance", score, options);
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly frechet: number } {
    const [a, b] = [weightedMoments(reference), weightedMoments(sample)];
    return { frechet: Math.hypot(a.mean - b.mean, Math.sqrt(a.variance) - Math.sqrt(b.variance)) };
  }
}
