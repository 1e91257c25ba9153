import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fisherExactTest } from "./fisher-exact-test.ts";
import { differenceInterval, mcnemarTest, pairedDifferenceInterval } from "./compare-shares.ts";

const count = fc.integer({ min: 0, max: 60 });

describe("McNemar's exact test", () => {
  it.each([
    // 2 · (C(10,0) + C(10,1)) / 2¹⁰
    [1, 9, 22 / 1024],
    [9, 1, 22 / 1024],
    [0, 5, 2 / 32],
    [4, 4, 1],
    [0, 0, 1],
  ])("of %i and %i changed pairs", (firstOnly, secondOnly, p) => {
    expect(mcnemarTest({ firstOnly, secondOnly })).toBeCloseTo(p, 12);
  });

  it("stands for thousands of pairs", () => {
    expect(mcnemarTest({ firstOnly: 5000, secondOnly: 5000 })).toBe(1);
    expect(mcnemarTest({ firstOnly: 1000, secondOnly: 1200 })).toBeCloseTo(2.2e-5, 6);
  });
});

describe("Fisher's exact test", () => {
  it.each([
    // The lady who tasted tea: (C(4,3)·C(4,1)·2 + 2) / C(8,4)
    [[3, 1], [1, 3], 34 / 70],
    [[4, 0], [0, 4], 2 / 70],
    [[0, 0], [3, 4], 1],
  ] as const)("of %j and %j", (first, second, p) => {
    expect(fisherExactTest(first, second)).toBeCloseTo(p, 12);
  });

  it("does not depend on which comes first, or on which is called yes", () => {
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const p = fisherExactTest([a, b], [c, d]);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisherExactTest([c, d], [a, b])).toBeCloseTo(p, 9);
        expect(fisherExactTest([b, a], [d, c])).toBeCloseTo(p, 9);
      }),
    );
  });
});

describe("intervals of a difference", () => {
  it("agree with Newcombe's example of independent shares: 56/70 and 48/80", () => {
    const interval = differenceInterval([48, 80], [56, 70]);
    expect(interval?.low).toBeCloseTo(0.0524, 4);
    expect(interval?.high).toBeCloseTo(0.3339, 4);
  });

  it("of pairs that do not go together are those of independent shares", () => {
    // The four counts are the products of the shares 0.5 and 0.8, so nothing correlates.
    const counts = { both: 40, firstOnly: 10, secondOnly: 40, neither: 10 };
    expect(pairedDifferenceInterval(counts)).toEqual(differenceInterval([50, 100], [80, 100]));
  });

  it("of pairs hold the difference, stay within ±1 and turn around with the pairs", () => {
    fc.assert(
      fc.property(count, count, count, count, (both, firstOnly, secondOnly, neither) => {
        const pairs = both + firstOnly + secondOnly + neither;
        const interval = pairedDifferenceInterval({ both, firstOnly, secondOnly, neither });
        if (pairs === 0) return expect(interval).toBeNull();
        const difference = (secondOnly - firstOnly) / pairs;
        expect(interval?.low).toBeLessThanOrEqual(difference + 1e-12);
        expect(interval?.high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(interval?.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(interval?.high).toBeLessThanOrEqual(1 + 1e-12);
        const turned = pairedDifferenceInterval({
          both,
          firstOnly: secondOnly,
          secondOnly: firstOnly,
          neither,
        });
        expect(turned?.low).toBeCloseTo(-(interval?.high ?? Number.NaN), 9);
      }),
    );
  });

  it("refuse what is no count", () => {
    expect(() => differenceInterval([0.5, 1], [1, 2])).toThrow(/not a count/);
    expect(() => mcnemarTest({ firstOnly: -1, secondOnly: 0 })).toThrow(/not a count/);
    expect(differenceInterval([0, 0], [1, 2])).toBeNull();
  });
});
