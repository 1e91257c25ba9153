import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beyond, bulkOf, countable, cumulative, padded, shapeOf } from "./distribution.ts";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index);

describe("bulkOf", () => {
  it("goes three interquartile ranges beyond the quartiles, and not beyond the values", () => {
    const { low, high } = bulkOf([[...upTo(101), 1000, -1000]]);
    // Quartiles of -1000, 0, …, 100, 1000 (Hazen's): the values at 0.25 · 103 − 0.5 and 0.75 · 103 − 0.5.
    expect(low).toBeCloseTo(24.25 - 3 * 51.5, 9);
    expect(high).toBeCloseTo(75.75 + 3 * 51.5, 9);
    expect(bulkOf([upTo(101)])).toEqual({ low: 0, high: 100 });
  });

  it("goes three deviations where half of the values are equal", () => {
    // Nine fives and a hundred: a deviation of 28.5 around quartiles of 5.
    const { low, high } = bulkOf([[...Array<number>(9).fill(5), 100]]);
    expect(low).toBe(5);
    expect(high).toBeCloseTo(5 + 3 * 28.5, 9);
  });

  it("is that of samples of eight or more where there are any, from the lowest to the highest", () => {
    expect(bulkOf([upTo(8), [500]])).toEqual({ low: 0, high: 7 });
    expect(bulkOf([upTo(7), [500]])).toEqual({ low: 0, high: 500 });
    expect(bulkOf([upTo(8), upTo(8).map((value) => value + 90)])).toEqual({ low: 0, high: 97 });
  });
});

describe("padded", () => {
  it("adds a share of the width at both ends, or the size of the one number there is", () => {
    expect(padded({ low: 10, high: 20 })).toEqual({ low: 9.7, high: 20.3 });
    expect(padded({ low: 10, high: 20 }, 0.1)).toEqual({ low: 9, high: 21 });
    expect(padded({ low: -4, high: -4 })).toEqual({ low: -8, high: 0 });
    expect(padded({ low: 0, high: 0 })).toEqual({ low: -1, high: 1 });
    expect(padded({ low: 2, high: 2 + 1e-12 }).high).toBeCloseTo(4, 9);
  });
});

describe("shapeOf", () => {
  it("is bars of whole numbers over 24 steps at most, and of what is shown", () => {
    expect(countable([[0, 24]], { low: 0, high: 24 })).toBe(true);
    expect(countable([[0, 25]], { low: 0, high: 25 })).toBe(false);
    expect(shapeOf([3, 1, 3, 9, 3, 1, 0], { low: 1, high: 9 }, true)).toEqual({
      kind: "bars",
      width: 0.8,
      bars: [
        { x: 1, height: 2 / 3 },
        { x: 3, height: 1 },
        { x: 9, height: 1 / 3 },
      ],
    });
    expect(shapeOf([], { low: 0, high: 1 }, true)).toEqual({ kind: "ticks", values: [] });
  });

  it("is ticks below twelve values, and where all are alike", () => {
    const range = { low: 0, high: 100 };
    const halves = (n: number) => upTo(n).map((value) => value / 2);
    expect(shapeOf(halves(11), range, false)).toEqual({ kind: "ticks", values: halves(11) });
    expect(shapeOf(halves(12), range, false).kind).toBe("curve");
    expect(shapeOf(Array<number>(30).fill(2.5), range, false)).toEqual({ kind: "ticks", values: [2.5] });
    expect(shapeOf([-1, 0, 100, 101], range, false)).toEqual({ kind: "ticks", values: [0, 100] });
  });

  it("is a curve over what is shown that is highest where values are densest", () => {
    // A standard normal sample by its quantiles' logistic neighbours: symmetric, densest at 0.
    const sample = upTo(99).map((index) => Math.log((index + 1) / (99 - index)));
    const shape = shapeOf(sample, { low: -2, high: 2 }, false);
    if (shape.kind !== "curve") throw new Error("no curve");
    expect(shape.points).toHaveLength(121);
    expect([shape.points[0]?.x, shape.points[60]?.x, shape.points[120]?.x]).toEqual([-2, 0, 2]);
    expect(shape.points[60]?.height).toBe(1);
    for (const [index, { x, height }] of shape.points.entries()) {
      expect(height).toBeCloseTo(shape.points[120 - index]?.height as number, 9);
      // The logistic density over its highest value, a quarter, blurred a little by the kernels.
      const logistic = (4 * Math.exp(-x)) / (1 + Math.exp(-x)) ** 2;
      expect(Math.abs(height - logistic)).toBeLessThan(0.06);
    }
  });
});

describe("beyond and cumulative", () => {
  it("count every value once", () => {
    const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: -9, max: 9 }), (sample, place) => {
        const { below, above } = beyond(sample, { low: place, high: place });
        expect(below + above + sample.filter((value) => value === place).length).toBe(sample.length);
        const steps = cumulative(sample);
        expect(steps.map(({ x }) => x)).toEqual([...new Set(sample)].toSorted((a, b) => a - b));
        for (const { x, share } of steps)
          expect(share).toBe(sample.filter((value) => value <= x).length / sample.length);
      }),
    );
  });
});
