import { totalWeight, type WeightedSample } from "./weighted-sample.ts";

/**
 * Cauchy–Schwarz divergence of two Gaussian kernel densities, −ln(⟨p,q⟩ ÷ √(⟨p,p⟩⟨q,q⟩)), without a grid: the
 * product of two Gaussians integrates to a Gaussian of their distance. From 0 (equal) up.
 */
export function cauchySchwarzDivergence(
  a: WeightedSample,
  bandwidthA: number,
  b: WeightedSample,
  bandwidthB: number,
): number {
  const divergence =
    (logInnerProduct(a, bandwidthA, a, bandwidthA) + logInnerProduct(b, bandwidthB, b, bandwidthB)) / 2 -
    logInnerProduct(a, bandwidthA, b, bandwidthB);
  return Math.max(0, divergence);
}

/** ln of (1/nm) ΣΣ N(xᵢ − yⱼ; 0, h² + k²), finite however far the samples lie apart. */
function logInnerProduct(
  a: WeightedSample,
  bandwidthA: number,
  b: WeightedSample,
  bandwidthB: number,
): number {
  const variance = bandwidthA ** 2 + bandwidthB ** 2;
  const nearest = squaredGap(a, b);
  let sum = 0;
  for (const [i, point] of a.points.entries()) {
    const weight = a.weights[i] as number;
    let row = 0;
    for (let j = 0; j < b.points.length; j++) {
      const distance = point - (b.points[j] as number);
      row += (b.weights[j] as number) * Math.exp((nearest - distance * distance) / (2 * variance));
    }
    sum += weight * row;
  }
  return (
    Math.log(sum / (totalWeight(a) * totalWeight(b))) -
    (nearest + variance * Math.log(2 * Math.PI * variance)) / (2 * variance)
  );
}

/** The squared distance of the two nearest points. */
function squaredGap({ points: left }: WeightedSample, { points: right }: WeightedSample): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const distance = (left[i] as number) - (right[j] as number);
    nearest = Math.min(nearest, distance * distance);
    if (distance <= 0) i++;
    else j++;
  }
  return nearest;
}
