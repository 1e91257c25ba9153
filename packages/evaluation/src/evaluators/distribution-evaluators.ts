import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { DialogScore } from "../dialog-score.ts";
import { kolmogorovSmirnovDistance, wassersteinDistance } from "../statistics/wasserstein-distance.ts";
import { weightedMoments, type WeightedSample } from "../statistics/weighted-sample.ts";
import {
  type DistanceOptions,
  ScoreDistanceEvaluator,
  distanceOptionNames,
} from "./score-distance-evaluator.ts";

/** How far, in the score's unit, its values over a dataset would have to move on average to become the reference's, under `w1`. */
export class WassersteinDistanceEvaluator extends ScoreDistanceEvaluator {
  constructor(score: DialogScore, options?: DistanceOptions) {
    checkArguments("new WassersteinDistanceEvaluator", arguments, 2);
    checkOptions("new WassersteinDistanceEvaluator", options, distanceOptionNames);
    super("wasserstein-distance", score, options);
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly w1: number } {
    return { w1: wassersteinDistance(reference, sample) };
  }
}

/** The largest gap between the cumulative distributions of a score over dataset and reference, in [0, 1], under `ks`. */
export class KolmogorovSmirnovEvaluator extends ScoreDistanceEvaluator {
  constructor(score: DialogScore, options?: DistanceOptions) {
    checkArguments("new KolmogorovSmirnovEvaluator", arguments, 2);
    checkOptions("new KolmogorovSmirnovEvaluator", options, distanceOptionNames);
    super("kolmogorov-smirnov", score, options);
  }

  protected override most(): number {
    return 1;
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly ks: number } {
    return { ks: kolmogorovSmirnovDistance(reference, sample) };
  }
}

/**
 * Fréchet distance between normal distributions with the mean and deviation (÷ n) of a score over reference and
 * dataset, √((μ − ν)² + (σ − τ)²), in the score's unit, under `frechet`. Constants are normals without spread.
 */
export class FrechetDistanceEvaluator extends ScoreDistanceEvaluator {
  constructor(score: DialogScore, options?: DistanceOptions) {
    checkArguments("new FrechetDistanceEvaluator", arguments, 2);
    checkOptions("new FrechetDistanceEvaluator", options, distanceOptionNames);
    super("frechet-distance", score, options);
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly frechet: number } {
    const [a, b] = [weightedMoments(reference), weightedMoments(sample)];
    return { frechet: Math.hypot(a.mean - b.mean, Math.sqrt(a.variance) - Math.sqrt(b.variance)) };
  }
}
