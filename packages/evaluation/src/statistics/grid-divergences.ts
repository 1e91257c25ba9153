import { kernelDensity } from "./gaussian-kde.ts";
import type { WeightedSample } from "./weighted-sample.ts";

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
export function gridDivergences(
  a: WeightedSample,
  bandwidthA: number,
  b: WeightedSample,
  bandwidthB: number,
): GridDivergences {
  const margin = padding * Math.max(bandwidthA, bandwidthB);
  const low = Math.min(a.points[0] as number, b.points[0] as number) - margin;
  const high = Math.max(a.points.at(-1) as number, b.points.at(-1) as number) + margin;
  const step = Math.min(bandwidthA, bandwidthB) / 4;
  const count = Math.min(20_000, Math.max(512, Math.ceil((high - low) / step)));
  const places = Float64Array.from(
    { length: count },
    (_, index) => low + ((high - low) * index) / (count - 1),
  );
  const p = normalized(kernelDensity(a, bandwidthA, places));
  const q = normalized(kernelDensity(b, bandwidthB, places));
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
