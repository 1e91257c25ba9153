import { totalWeight, weightedMoments, type WeightedSample } from "./weighted-sample.ts";

/** A Gaussian kernel density: a normal distribution around every point of a sample. */
export interface KernelDensity {
  readonly sample: WeightedSample;
  /** Standard deviation of each of them; 0 or NaN where the sample has no density. */
  readonly bandwidth: number;
}

/**
 * The kernel density of a sample, with a bandwidth of σ (÷ (n − 1)) times `factor`: 0 for a sample without spread,
 * NaN for fewer than two values.
 *
 * @param factor Default: Scott's n^(−1/5)
 */
export function kernelDensity(sample: WeightedSample, factor?: number): KernelDensity {
  const n = totalWeight(sample);
  const deviation = Math.sqrt((weightedMoments(sample).variance * n) / (n - 1));
  return { sample, bandwidth: (factor ?? n ** -0.2) * deviation };
}

/** The density at each of the ascending `places`. */
export function densityAt({ sample, bandwidth }: KernelDensity, places: Float64Array): Float64Array {
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

/**
 * Cauchy–Schwarz divergence of two Gaussian kernel densities, −ln(⟨p,q⟩ ÷ √(⟨p,p⟩⟨q,q⟩)), without a grid: the
 * product of two Gaussians integrates to a Gaussian of their distance. From 0 (equal) up.
 */
export function cauchySchwarzDivergence(p: KernelDensity, q: KernelDensity): number {
  return Math.max(0, (logInnerProduct(p, p) + logInnerProduct(q, q)) / 2 - logInnerProduct(p, q));
}

/** ln of (1/nm) ΣΣ N(xᵢ − yⱼ; 0, h² + k²), finite however far the samples lie apart. */
function logInnerProduct(
  { sample: a, bandwidth: h }: KernelDensity,
  { sample: b, bandwidth: k }: KernelDensity,
): number {
  const variance = h ** 2 + k ** 2;
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

/** Jensen–Shannon and Kullback–Leibler divergence in nats. */
export interface GridDivergences {
  /** Jensen–Shannon: symmetric, from 0 (equal) to ln 2 (nothing in common). */
  readonly js: number;
  /** KL(a ‖ b): how badly `b` explains `a`, from 0 up. */
  readonly kl: number;
}

const padding = 9;
const floor = Number.MIN_VALUE;

/**
 * Divergences of two Gaussian kernel densities on an even grid that reaches nine bandwidths beyond both samples, on
 * which both are made to sum to 1, so that none can be negative.
 */
export function gridDivergences(a: KernelDensity, b: KernelDensity): GridDivergences {
  const margin = padding * Math.max(a.bandwidth, b.bandwidth);
  const low = Math.min(a.sample.points[0] as number, b.sample.points[0] as number) - margin;
  const high = Math.max(a.sample.points.at(-1) as number, b.sample.points.at(-1) as number) + margin;
  const step = Math.min(a.bandwidth, b.bandwidth) / 4;
  const count = Math.min(20_000, Math.max(512, Math.ceil((high - low) / step)));
  const places = Float64Array.from(
    { length: count },
    (_, index) => low + ((high - low) * index) / (count - 1),
  );
  const p = normalized(densityAt(a, places));
  const q = normalized(densityAt(b, places));
  let [js, kl] = [0, 0];
  for (const [index, inA] of p.entries()) {
    const inB = q[index] as number;
    const middle = (inA + inB) / 2;
    if (inA > 0) js += (inA * Math.log(inA / middle)) / 2;
    if (inB > 0) js += (inB * Math.log(inB / middle)) / 2;
    if (inA > 0) kl += inA * Math.log(inA / Math.max(inB, floor));
  }
  return { js: Math.min(Math.LN2, Math.max(0, js)), kl: Math.max(0, kl) };
}

function normalized(density: Float64Array): Float64Array {
  const total = density.reduce((sum, value) => sum + value, 0);
  return density.map((value) => value / total);
}
