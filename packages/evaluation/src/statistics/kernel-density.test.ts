import { expect, it } from "vitest";
import { gridDivergences, kernelDensity } from "./kernel-density.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { weightedSample } from "./weighted-sample.ts";

const factor = 0.5;
/** A density that is all but normal: of evenly spread quantiles, whose kernels widen it. */
function normal(mean: number, deviation: number) {
  const size = 400;
  const above = Array.from({ length: size / 2 }, (_, at) => normalQuantile(0.5 + (at + 0.5) / size));
  const values = [...above, ...above.map((value) => -value)].map((value) => mean + deviation * value);
  return kernelDensity(weightedSample(Float64Array.from(values)), factor);
}

// Of normal densities: ln(σ₂/σ₁) + (σ₁² + (μ₁ − μ₂)²) / 2σ₂² − 1/2, the variances as kernels widen them.
it.each([
  [0, 1, 0, 1],
  [0, 1, 1, 1],
  [1, 1, 0, 1],
  [0, 1, 0, 2],
  [0, 1, 0.5, 1.5],
  [0, 1, 5, 2],
])("the Kullback–Leibler divergence of N(%d, %d) from N(%d, %d) is as known", (m1, s1, m2, s2) => {
  const { kl, js } = gridDivergences(normal(m1, s1), normal(m2, s2));
  const [v1, v2] = [s1, s2].map((deviation) => deviation ** 2 * (1 + factor ** 2)) as [number, number];
  const expected = Math.log(s2 / s1) + (v1 + (m1 - m2) ** 2) / (2 * v2) - 0.5;
  expect(Math.abs(kl - expected)).toBeLessThan(0.02 * Math.max(expected, 0.01));
  expect(js).toBeLessThanOrEqual(Math.LN2);
  expect(js > 1e-6).toBe(expected > 0);
  expect(gridDivergences(normal(m2, s2), normal(m1, s1)).js).toBeCloseTo(js, 6);
});

it("has no width where all numbers are one but for rounding", () => {
  const widthOf = (...values: number[]) => kernelDensity(weightedSample(Float64Array.from(values))).bandwidth;
  expect(widthOf(1e9, 1e9 + 1e-6)).toBe(0);
  expect(widthOf(-1e9 - 1e-6, -1e9)).toBe(0);
  expect(widthOf(5, 5, 5)).toBe(0);
  // Scott's factor times the deviation with n − 1.
  expect(widthOf(0, 2)).toBeCloseTo(2 ** -0.2 * Math.SQRT2, 12);
  expect(widthOf(1e-9, 3e-9)).toBeGreaterThan(1e-10);
});
