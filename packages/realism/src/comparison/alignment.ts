import { behaviourFeatures, type FeatureGroup, featureGroups } from "../fingerprint/features.ts";
import type { FeatureColumn } from "./feature-columns.ts";

/**
 * How alike two samples of a feature are, both Sørensen–Dice and both in [0, 1]:
 *
 * - `overlap`: of their distributions over the feature's bins, Σ min(p, q);
 * - `mean`: of their means alone, 2 · min(a, b) ÷ (a + b), and 1 when both are 0.
 */
export type AlignmentForm = "overlap" | "mean";

/** The conversations with these indices, drawn once or several times. */
type Indices = ArrayLike<number>;

/** The shares of the bins; `null` when no value is defined. */
export function binShares(column: FeatureColumn, bins: number, indices: Indices): Float64Array | null {
  const counts = new Float64Array(bins);
  let all = 0;
  for (let place = 0; place < indices.length; place++) {
    const bin = column.bins[indices[place] as number] as number;
    if (bin < 0) continue;
    counts[bin] = (counts[bin] as number) + 1;
    all++;
  }
  return all === 0 ? null : counts.map((count) => count / all);
}

function meanOf({ values }: FeatureColumn, indices: Indices): number {
  let [sum, n] = [0, 0];
  for (let place = 0; place < indices.length; place++) {
    const value = values[indices[place] as number] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return sum / n;
}

/**
 * The alignment of each feature, then of each group of features, then of all groups: a group's is the mean of its
 * features', the last the mean of the groups'. NaN where nothing is defined on both sides.
 */
export function alignments(
  real: readonly FeatureColumn[],
  simulated: readonly FeatureColumn[],
  form: AlignmentForm,
  ofReal: Indices,
  ofSimulated: Indices,
): readonly number[] {
  const features = behaviourFeatures.map(({ edges }, place) => {
    const [a, b] = [real[place] as FeatureColumn, simulated[place] as FeatureColumn];
    return form === "mean"
      ? diceOfMeans(meanOf(a, ofReal), meanOf(b, ofSimulated))
      : overlap(binShares(a, edges.length, ofReal), binShares(b, edges.length, ofSimulated));
  });
  const groups = groupNames.map((group) =>
    definedMean(features.filter((_, place) => behaviourFeatures[place]?.group === group)),
  );
  return [...features, ...groups, definedMean(groups)];
}

/** The names of the groups, in order. */
export const groupNames = Object.keys(featureGroups) as FeatureGroup[];

function overlap(p: Float64Array | null, q: Float64Array | null): number {
  if (p === null || q === null) return Number.NaN;
  return p.reduce((sum, share, bin) => sum + Math.min(share, q[bin] as number), 0);
}

function diceOfMeans(a: number, b: number): number {
  return a + b === 0 ? 1 : (2 * Math.min(a, b)) / (a + b);
}

function definedMean(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((sum, value) => sum + value, 0) / defined.length;
}
