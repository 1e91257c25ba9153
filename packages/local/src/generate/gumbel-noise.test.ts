import { describe, expect, it } from "vitest";
import { gumbelNoise, gumbelOf, gumbelRange } from "./gumbel-noise.ts";

const drawn = (seed: number, step: number, token: number): number => gumbelNoise(seed).uniformAt(step)(token);

describe("gumbelNoise", () => {
  it("is a function of seed, step and token", () => {
    expect(drawn(7, 3, 11)).toBe(drawn(7, 3, 11));
    const draws = [drawn(7, 3, 11), drawn(8, 3, 11), drawn(7, 4, 11), drawn(7, 3, 12)];
    expect(new Set(draws).size).toBe(4);
  });

  it("has the mean and variance of the Gumbel distribution", () => {
    const noise = gumbelNoise(1);
    const draws = Array.from({ length: 40_000 }, (_, index) =>
      gumbelOf(noise.uniformAt(index % 200)(Math.floor(index / 200))),
    );
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
    expect(mean).toBeCloseTo(0.5772, 1); // Euler–Mascheroni
    expect(variance).toBeCloseTo(Math.PI ** 2 / 6, 1);
    expect(Math.min(...draws)).toBeGreaterThan(gumbelRange.low);
    expect(Math.max(...draws)).toBeLessThan(gumbelRange.high);
  });
});
