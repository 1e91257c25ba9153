import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverage, within01 } from "./coverage.ts";

const cloud = (seed: number, n: number, shift = 0): number[][] => {
  const random = new Random(seed);
  return Array.from({ length: n }, () => [random.normal(shift), random.normal(10 * shift, 10)]);
};

describe("coverage", () => {
  it("follows its formula", () => {
    // Standardised by the real points 0 and 2: −1 and 1; the simulated 1 becomes 0, 5 becomes 4.
    const found = coverage([[0], [2]], [[1], [5]]);
    expect(found).toMatchObject({ missing: 1, invented: 2, reference: 2, value: 1 - 3 / 4 });
  });

  it("is 1 for the same points, whatever their order and scale", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(), (scale, seed) => {
        const points = cloud(seed, 12).map((row) => row.map((value) => value * scale));
        expect(coverage(points, new Random(1).shuffle(points), { resamples: 0 })?.value).toBeCloseTo(1, 6);
      }),
      { numRuns: 20 },
    );
  });

  it("falls with what is missing and with what is invented", () => {
    const people = cloud(1, 80);
    const alike = coverage(people, cloud(2, 80))!;
    const oneKind = coverage(
      people,
      cloud(2, 80).map(() => people[0] as number[]),
    )!;
    const elsewhere = coverage(people, cloud(2, 80, 6))!;
    expect(alike.value).toBeGreaterThan(oneKind.value);
    expect(oneKind.missing).toBeGreaterThan(alike.missing);
    expect(oneKind.invented).toBe(0);
    expect(elsewhere.value).toBe(0);
    expect(alike.interval!.low).toBeLessThan(alike.value);
    expect(alike.interval!.high).toBeGreaterThan(alike.value);
  });

  it("does not hang on one person of a thousand who shows what nobody else does", () => {
    const people = cloud(1, 400).map((row) => [...row, 0]);
    const simulated = cloud(2, 40).map((row, place) => [...row, place === 0 ? 0.3 : 0]);
    const value = (real: readonly (readonly number[])[]) =>
      coverage(real, simulated, { resamples: 0 })!.value;
    const odd = people.map((row, place) => (place === 0 ? [...row.slice(0, 2), 0.05] : row));
    expect(Math.abs(value(odd) - value(people))).toBeLessThan(0.05);
  });

  it("takes what is not defined for the mean, and needs people who differ", () => {
    expect(
      coverage(
        [
          [0, 1],
          [2, Number.NaN],
        ],
        [[0, 1]],
        { resamples: 0 },
      )?.value,
    ).toBeGreaterThan(0);
    expect(coverage([[1], [1]], [[1]])).toBeNull();
    expect(coverage([[1]], [[1]])).toBeNull();
    expect(coverage([[1], [2]], [])).toBeNull();
    expect(() => coverage([[1], [2]], [[1, 2]])).toThrow(/same length/);
    expect(() => coverage([[1], [2]], [[-Infinity]])).toThrow(/column 0 of a row is -Infinity/);
  });
});

it.each([
  [0.25, 0.75, 0.25, 0.75],
  [-0.5, 0.5, 0, 0.5],
  [0.5, 1.5, 0.5, 1],
  [-2, -1, 0, 0],
  [2, 3, 1, 1],
])("an interval from %d to %d of what cannot leave [0, 1] is from %d to %d", (low, high, least, most) => {
  expect(within01({ low, high, level: 0.9 })).toEqual({ low: least, high: most, level: 0.9 });
});
