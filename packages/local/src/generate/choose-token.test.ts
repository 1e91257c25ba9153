import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { chooseToken } from "./choose-token.ts";
import { gumbelNoise, gumbelOf } from "./gumbel-noise.ts";

const plain = { temperature: 1, topP: 1, topK: 0, minP: 0 };
const logitsOf = (...probabilities: number[]): Float32Array => Float32Array.from(probabilities, Math.log);

function shares(logits: Float32Array, settings: typeof plain, draws = 20_000): number[] {
  const counts = Array.from(logits, () => 0);
  const noise = gumbelNoise(42);
  for (let step = 0; step < draws; step++) counts[chooseToken(logits, settings, noise, step, 0).token]!++;
  return counts.map((count) => count / draws);
}

function expectShares(actual: readonly number[], expected: readonly number[]): void {
  for (const [token, share] of expected.entries()) {
    // Four standard errors of a proportion.
    expect(Math.abs(actual[token]! - share)).toBeLessThanOrEqual(
      4 * Math.sqrt((share * (1 - share)) / 20_000),
    );
  }
}

describe("chooseToken", () => {
  const logits = logitsOf(0.5, 0.25, 0.15, 0.1);

  it("takes the most probable token at temperature 0", () => {
    expect(chooseToken(logits, { ...plain, temperature: 0 }, gumbelNoise(1), 0, 1e-3)).toEqual({
      token: 0,
      certain: true,
    });
    expect(chooseToken(logitsOf(0.5, 0.5), { ...plain, temperature: 0 }, gumbelNoise(1), 0, 1e-3)).toEqual({
      token: 0,
      certain: false,
    });
  });

  it("is certain of the most probable token only when it leads by twice the tolerance", () => {
    const certain = (lead: number): boolean =>
      chooseToken(Float32Array.of(0, lead), { ...plain, temperature: 0 }, gumbelNoise(1), 0, 0.25).certain;
    // Each logit may be off by a quarter: one up and the other down closes a gap of a half.
    expect([0.26, 0.5, 0.51, 2].map(certain)).toEqual([false, false, true, true]);
  });

  it("chooses when fewer tokens than top-k have a chance: ruled out ones, or far ones at a low temperature", () => {
    const settings = { ...plain, topK: 4, topP: 0.9 };
    expectShares(shares(logitsOf(0, 0.6, 0, 0, 0.4), settings), [0, 0.6, 0, 0, 0.4]);
    expectShares(shares(logits, { ...settings, temperature: 0.01 }), [1, 0, 0, 0]);
  });

  it("draws in proportion to the probabilities", () => {
    expectShares(shares(logits, plain), [0.5, 0.25, 0.15, 0.1]);
  });

  it("chooses what has the highest sum of logit and noise, also where it looks at few of them", () => {
    const random = new Random("lazily");
    for (let trial = 0; trial < 300; trial++) {
      const many = Float32Array.from({ length: 2000 }, () => random.normal(0, random.pick([0.1, 2, 6])));
      const noise = gumbelNoise(trial);
      const temperature = 0.4 + random.next();
      const sums = [...many].map((logit, token) => logit / temperature + gumbelOf(noise.uniformAt(5)(token)));
      const highest = sums.indexOf(Math.max(...sums));
      const [, second = 0] = sums.toSorted((a, b) => b - a);
      const { token, certain } = chooseToken(many, { ...plain, temperature }, noise, 5, 0.01);
      expect(token).toBe(highest);
      const lead = (sums[highest] ?? 0) - second;
      // What lies within rounding of the bound may be called either.
      if (Math.abs(lead - 0.02 / temperature) > 1e-6) expect(certain).toBe(lead > 0.02 / temperature);
    }
  });

  it("sharpens with a lower temperature", () => {
    const weights = [0.5, 0.25, 0.15, 0.1].map((share) => share ** 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expectShares(
      shares(logits, { ...plain, temperature: 0.5 }),
      weights.map((weight) => weight / total),
    );
  });

  it("keeps the smallest set that holds top-p of the mass", () => {
    expectShares(shares(logits, { ...plain, topP: 0.7 }), [2 / 3, 1 / 3, 0, 0]);
    expectShares(shares(logits, { ...plain, topP: 0.01 }), [1, 0, 0, 0]);
  });

  it("keeps the top k, and top-p of what they leave", () => {
    expectShares(shares(logits, { ...plain, topK: 3 }), [0.5 / 0.9, 0.25 / 0.9, 0.15 / 0.9, 0]);
    expectShares(shares(logits, { ...plain, topK: 2, topP: 0.6 }), [1, 0, 0, 0]);
    expectShares(shares(logits, { ...plain, topK: 100 }), [0.5, 0.25, 0.15, 0.1]);
  });

  it("drops tokens below a share of the highest", () => {
    expectShares(shares(logits, { ...plain, minP: 0.45 }), [2 / 3, 1 / 3, 0, 0]);
  });

  it("never lets a certain choice hang on less than the tolerance", () => {
    const random = new Random("perturb");
    const tolerance = 0.02;
    let uncertain = 0;
    for (let trial = 0; trial < 6000; trial++) {
      const settings = {
        temperature: 0.3 + random.next(),
        topP: random.pick([1, 0.9, 0.5]),
        topK: random.pick([0, 5, 20]),
        minP: random.pick([0, 0.05]),
      };
      const clean = Float32Array.from({ length: 60 }, () => random.normal(0, 3));
      const noise = gumbelNoise(trial);
      const choice = chooseToken(clean, settings, noise, 0, tolerance);
      if (!choice.certain) uncertain++;
      for (let variant = 0; variant < 8 && choice.certain; variant++) {
        const moved = clean.map((logit) => logit + tolerance * (2 * random.next() - 1));
        expect(chooseToken(moved, settings, noise, 0, 0).token).toBe(choice.token);
      }
    }
    // A rule that calls everything uncertain would pass the loop above.
    expect(uncertain / 6000).toBeLessThan(0.25);
  });
});
