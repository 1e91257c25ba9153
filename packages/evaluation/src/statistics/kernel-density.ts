import { totalWeight, weightedMoments, type WeightedSample } from "./weighted-sample.ts";

/** A Gaussian kernel density: a normal distribution around every point of a sample. */
export interface KernelDensity {
  readonly sample: WeightedSample;
  /** Standard deviation of each of them; 0 or NaN where the sample has no density. */
  readonly bandwidth: number;
}

/**
 * The kernel density of a sample, with a bandwidth of σ (÷ (n − 1)) times `factor`: 0 for a sample without spread
 * (beyond what rounding makes), NaN for fewer than two values.
 *
 * @param factor Default: Scott's n^(−1/5)
 */
export function kernelDensity(sample: WeightedSample, factor?: number): KernelDensity {
  const n = totalWeight(sample);
  const deviation = Math.sqrt((weightedMoments(sample).variance * n) / (n - 1));
  const size = Math.max(Math.abs(sample.points[0] ?? 0), Math.abs(sample.points.at(-1) ?? 0));
  return { sample, bandwidth: deviation < 1e-12 * size ? 0 : (factor ?? n ** -0.2) * deviation };
}

/** The density at each of the ascending `places`. */
export function densityAt(density: KernelDensity, places: Float64Array): Float64Array {
  return logDensityAt(density, places).map(Math.exp);
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

/**
 * Divergences of two Gaussian kernel densities, integrated panel by panel (Gauss–Legendre), each panel as
 * narrow as the narrowest kernel that reaches it: a sample that is all but constant is seen beside one that is not. Logarithms
 * of densities keep what is far out finite. Both densities are made to sum to 1, so that none can be negative.
 */
export function gridDivergences(a: KernelDensity, b: KernelDensity): GridDivergences {
  const { places, weights } = panels(a, b);
  const [p, q] = [a, b].map((density) => logNormalized(logDensityAt(density, places), weights)) as [
    Float64Array,
    Float64Array,
  ];
  let [js, kl] = [0, 0];
  for (const [index, logP] of p.entries()) {
    const logQ = q[index] as number;
    const logMiddle = Math.max(logP, logQ) + Math.log1p(Math.exp(-Math.abs(logP - logQ))) - Math.LN2;
    const [inA, inB] = [Math.exp(logP), Math.exp(logQ)].map((of) => of * (weights[index] as number)) as [
      number,
      number,
    ];
    if (inA > 0) {
      js += (inA * (logP - logMiddle)) / 2;
      kl += inA * (logP - logQ);
    }
    if (inB > 0) js += (inB * (logQ - logMiddle)) / 2;
  }
  return { js: Math.min(Math.LN2, Math.max(0, js)), kl: Math.max(0, kl) };
}

/** How many bandwidths around a point its kernel counts. */
const padding = 9;
// Gauss–Legendre of eight nodes on [−1, 1], the positive half.
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363] as const;
const nodeWeights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763] as const;

/** Places at which both densities are looked at, ascending, with the width each stands for. */
function panels(a: KernelDensity, b: KernelDensity): { places: Float64Array; weights: Float64Array } {
  const narrow = Math.min(a.bandwidth, b.bandwidth);
  const ratio = Math.max(a.bandwidth, b.bandwidth) / narrow;
  const edges =
    ratio < 4
      ? panelEdges(
          Float64Array.from([...a.sample.points, ...b.sample.points]).sort(),
          narrow,
          ratio * padding,
        )
      : Float64Array.from(
          [a, b].flatMap(({ sample, bandwidth }) => panelEdges(sample.points, bandwidth, padding)),
        ).sort();
  const places: number[] = [];
  const weights: number[] = [];
  for (let index = 1; index < edges.length; index++) {
    const [low, high] = [edges[index - 1] as number, edges[index] as number];
    const [centre, half] = [(low + high) / 2, (high - low) / 2];
    if (!(half > 0)) continue;
    for (let node = -4; node < 4; node++) {
      const at = node < 0 ? -1 - node : node;
      places.push(centre + Math.sign(node + 0.5) * half * (nodes[at] as number));
      weights.push(half * (nodeWeights[at] as number));
    }
  }
  return { places: Float64Array.from(places), weights: Float64Array.from(weights) };
}

/** Steps of one and a half bandwidths over everything within reach of a point, that many bandwidths. */
function panelEdges(points: Float64Array, bandwidth: number, reach: number): number[] {
  const edges: number[] = [];
  const width = 1.5 * bandwidth;
  for (const point of points) {
    const last = edges.at(-1) ?? Number.NEGATIVE_INFINITY;
    const start = Math.max(point - reach * bandwidth, last);
    const steps = Math.ceil((point + reach * bandwidth - start) / width - 1e-9);
    for (let step = start === last ? 1 : 0; step <= steps; step++) edges.push(start + step * width);
  }
  return edges;
}

/** The logarithm of the density at each of the places, finite however far out. */
function logDensityAt({ sample, bandwidth }: KernelDensity, places: Float64Array): Float64Array {
  const { points, weights } = sample;
  const scale = Math.log(totalWeight(sample) * bandwidth * Math.sqrt(2 * Math.PI));
  let nearest = 0;
  return places.map((place) => {
    const gap = (index: number): number => Math.abs((points[index] as number) - place);
    while (nearest + 1 < points.length && gap(nearest + 1) <= gap(nearest)) nearest++;
    // Kernels farther than this add less than the last digit to the nearest one's.
    const reach = Math.hypot(gap(nearest), padding * bandwidth);
    let sum = 0;
    const add = (index: number): void => {
      const distance = gap(index);
      const exponent = ((gap(nearest) - distance) / bandwidth) * ((gap(nearest) + distance) / bandwidth);
      sum += (weights[index] as number) * Math.exp(exponent / 2);
    };
    for (let index = nearest; index >= 0 && gap(index) <= reach; index--) add(index);
    for (let index = nearest + 1; index < points.length && gap(index) <= reach; index++) add(index);
    return Math.log(sum) - (gap(nearest) / bandwidth) ** 2 / 2 - scale;
  });
}

function logNormalized(logDensity: Float64Array, weights: Float64Array): Float64Array {
  const total = logDensity.reduce(
    (sum, value, index) => sum + Math.exp(value) * (weights[index] as number),
    0,
  );
  return logDensity.map((value) => value - Math.log(total));
}
