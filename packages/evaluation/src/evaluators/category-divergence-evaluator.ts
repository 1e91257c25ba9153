import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { DialogScore } from "../dialog-score.ts";
import { jensenShannonDivergence } from "../statistics/jensen-shannon-divergence.ts";
import type { WeightedSample } from "../statistics/weighted-sample.ts";
import {
  type DistanceOptions,
  distanceOptionNames,
  ScoreDistanceEvaluator,
} from "./score-distance-evaluator.ts";

/**
 * How far apart the frequencies of a score's values are that stand for kinds (labels, grades): Jensen–Shannon divergence in
 * bits, in [0, 1], under `js`; how near two different values are makes no difference.
 */
export class CategoryDivergenceEvaluator extends ScoreDistanceEvaluator {
  protected override readonly growth = "square";

  constructor(score: DialogScore, options?: DistanceOptions) {
    checkArguments("new CategoryDivergenceEvaluator", arguments, 2);
    checkOptions("new CategoryDivergenceEvaluator", options, distanceOptionNames);
    super("category-divergence", score, options);
  }

  protected override most(): number {
    return 1;
  }

  protected distances(reference: WeightedSample, sample: WeightedSample): { readonly js: number | null } {
    const empty = reference.points.length === 0 || sample.points.length === 0;
    return { js: empty ? null : jensenShannonDivergence(frequencies(reference), frequencies(sample)) };
  }
}

function frequencies({ points, weights }: WeightedSample): Map<number, number> {
  return new Map(Array.from(points, (point, place) => [point, weights[place] as number]));
}
