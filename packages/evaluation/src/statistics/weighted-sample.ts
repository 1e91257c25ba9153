import { checkFinite } from "./check-numbers.ts";

/** Numbers with how often each occurs: what distances between one-dimensional samples are computed from. */
export interface WeightedSample {
  /** Ascending, each once. */
  readonly points: Float64Array;
  /** Above 0. */
  readonly weights: Float64Array;
}

/** The different numbers of `values` in ascending order, and where in that list each value stands. */
export function distinctPoints(values: Float64Array): {
  readonly points: Float64Array;
  readonly places: Uint32Array;
} {
  checkFinite("A sample", values);
  const points = Float64Array.from(new Set(values)).sort();
  const place = new Map(Array.from(points, (point, index) => [point, index]));
  return { points, places: Uint32Array.from(values, (value) => place.get(value) as number) };
}

/** Every value with weight 1. */
export function weightedSample(values: Float64Array): WeightedSample {
  const { points, places } = distinctPoints(values);
  const weights = new Float64Array(points.length);
  for (const place of places) weights[place] = (weights[place] as number) + 1;
  return { points, weights };
}

export function totalWeight({ weights }: WeightedSample): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** Mean and variance (÷ n) of the sample. */
export function weightedMoments(sample: WeightedSample): {
  readonly mean: number;
  readonly variance: number;
} {
  const total = totalWeight(sample);
  const { points, weights } = sample;
  const mean = points.reduce((sum, point, index) => sum + point * (weights[index] as number), 0) / total;
  const variance =
    points.reduce((sum, point, index) => sum + (weights[index] as number) * (point - mean) ** 2, 0) / total;
  return { mean, variance };
}
