import { totalWeight, weightedMoments, type WeightedSample } from "./weighted-sample.ts";

/**
 * Bandwidth of a Gaussian kernel density: σ (÷ (n − 1)) times `factor`, Scott's n^(−1/5) when not given.
 * 0 for a sample without spread, which has no density; NaN for fewer than two values.
 */
export function kernelBandwidth(sample: WeightedSample, factor?: number): number {
  const n = totalWeight(sample);
  return (factor ?? n ** -0.2) * Math.sqrt((weightedMoments(sample).variance * n) / (n - 1));
}

/** The kernel density at each of the ascending `places`. */
export function kernelDensity(sample: WeightedSample, bandwidth: number, places: Float64Array): Float64Array {
  const { points, weights } = sample;
  const scale = 1 / (totalWeight(sample) * bandwidth * Math.sqrt(2 * Math.PI));
  // A kernel farther than this adds less than the last digit of the smallest number worth having.
  const reach = 38 * bandwidth;
  let first = 0;
  return places.map((place) => {
    while (first < points.length && (points[first] as number) < place - reach) first++;
    let sum = 0;
    for (let index = first; index < points.length && (points[index] as number) <= place + reach; index++) {
      const z = ((points[index] as number) - place) / bandwidth;
      sum += (weights[index] as number) * Math.exp((-z * z) / 2);
    }
    return scale * sum;
  });
}
