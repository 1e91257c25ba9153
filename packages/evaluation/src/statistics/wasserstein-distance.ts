import { totalWeight, type WeightedSample } from "./weighted-sample.ts";

/** The points of both samples in ascending order, with each sample's cumulative share up to and including each point. */
function cumulativeShares(
  a: WeightedSample,
  b: WeightedSample,
): { point: number; ofA: number; ofB: number }[] {
  const totals = [totalWeight(a), totalWeight(b)] as const;
  const steps: { point: number; ofA: number; ofB: number }[] = [];
  let [i, j, ofA, ofB] = [0, 0, 0, 0];
  while (i < a.points.length || j < b.points.length) {
    const point = Math.min(a.points[i] ?? Number.POSITIVE_INFINITY, b.points[j] ?? Number.POSITIVE_INFINITY);
    if (a.points[i] === point) ofA += a.weights[i++] as number;
    if (b.points[j] === point) ofB += b.weights[j++] as number;
    steps.push({ point, ofA: ofA / totals[0], ofB: ofB / totals[1] });
  }
  return steps;
}

/** Wasserstein-1 (earth mover's) distance, in the unit of the values: the area between the cumulative distributions. */
export function wassersteinDistance(a: WeightedSample, b: WeightedSample): number {
  const steps = cumulativeShares(a, b);
  return steps.reduce((sum, { point, ofA, ofB }, index) => {
    const next = steps[index + 1]?.point ?? point;
    return sum + (next - point) * Math.abs(ofA - ofB);
  }, 0);
}

/** Kolmogorov–Smirnov distance in [0, 1]: the largest gap between the cumulative distributions. */
export function kolmogorovSmirnovDistance(a: WeightedSample, b: WeightedSample): number {
  return cumulativeShares(a, b).reduce((largest, { ofA, ofB }) => Math.max(largest, Math.abs(ofA - ofB)), 0);
}
