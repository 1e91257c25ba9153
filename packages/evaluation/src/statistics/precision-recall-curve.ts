import { checkCount } from "@sdialog/core/internal";
import { checkHistograms } from "./check-numbers.ts";

/** The two ends of a precision–recall trade-off between distributions, and the distance made of its best balance. */
export interface PrecisionRecallCurveSummary {
  /** 1 − the largest F₁ on the curve: 0 = same, 1 = nothing in common. */
  readonly distance: number;
  /** Largest F₈, which leans to recall: low when the dataset drops what the reference has. */
  readonly f8: number;
  /** Largest F₁⸝₈, which leans to precision: low when the dataset has what the reference lacks. */
  readonly fEighth: number;
}

/**
 * Precision and recall for distributions (Sajjadi et al. 2018, arXiv 1806.00035) over histograms of equal bins.
 *
 * @param reference share of the reference in each bin, summing to 1
 * @param sample share of the dataset
 * @param angles points of the curve
 * @throws InvalidArgumentError for what are not shares of the same bins, or fewer than two angles
 */
export function precisionRecallCurve(
  reference: ArrayLike<number>,
  sample: ArrayLike<number>,
  angles = 1001,
): PrecisionRecallCurveSummary {
  checkHistograms("precisionRecallCurve", reference, sample);
  checkCount("precisionRecallCurve: angles", angles, 2);
  const [low, high] = [1e-10, Math.PI / 2 - 1e-10];
  const best = { one: 0, eight: 0, eighth: 0 };
  for (let step = 0; step < angles; step++) {
    const slope = Math.tan(low + ((high - low) * step) / (angles - 1));
    let overlap = 0;
    for (let bin = 0; bin < reference.length; bin++) {
      overlap += Math.min(slope * (reference[bin] as number), sample[bin] as number);
    }
    const precision = Math.min(1, overlap);
    const recall = Math.min(1, overlap / slope);
    best.one = Math.max(best.one, fScore(precision, recall, 1));
    best.eight = Math.max(best.eight, fScore(precision, recall, 8));
    best.eighth = Math.max(best.eighth, fScore(precision, recall, 1 / 8));
  }
  return { distance: 1 - best.one, f8: best.eight, fEighth: best.eighth };
}

/** The harmonic mean of precision and recall in which recall weighs β times as much; 0 when both are 0. */
export function fScore(precision: number, recall: number, beta: number): number {
  const weight = beta * beta;
  const denominator = weight * precision + recall;
  return denominator === 0 ? 0 : ((1 + weight) * precision * recall) / denominator;
}
