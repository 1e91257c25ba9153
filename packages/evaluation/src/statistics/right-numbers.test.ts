import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileOf } from "./estimator.ts";
import { fisherExactTest } from "./fisher-exact-test.ts";
import { jensenShannonDivergence } from "./jensen-shannon-divergence.ts";
import { studentQuantile } from "./student-quantile.ts";
import { clusteredWilsonInterval, wilsonInterval } from "./wilson-interval.ts";

describe("quantileOf", () => {
  it.each<[number[], number, number]>([
    [[3], 0.5, 3],
    [[1, 2], 0.5, 1.5],
    [[1, 2], 0.25, 1],
    [[1, 2], 0.75, 2],
    [[0, 10, 20, 30], 0.5, 15],
    [[0, 10, 20, 30], 0.3, 7],
    [[0, 10, 20, 30], 0, 0],
    [[0, 10, 20, 30], 1, 30],
    [[0, 10, 20, 30], 0.99, 30],
  ])("of %j, the %d-quantile is %d (Hazen)", (sorted, p, value) => {
    expect(quantileOf(sorted, p)).toBeCloseTo(value, 12);
  });
});

describe("jensenShannonDivergence", () => {
  const table = (shares: Readonly<Record<string, number>>) => new Map(Object.entries(shares));
  it.each([
    [{ a: 1 }, { a: 7 }, 0],
    [{ a: 1 }, { b: 7 }, 1],
    // One bit of entropy of the mixture (3/4, 1/4) less half of the first's: H(1/4) − 1/2.
    [{ a: 1, b: 1 }, { a: 3 }, 0.8112781244591328 - 0.5],
    [{ a: 1, b: 1, c: 0 }, { a: 3, c: 0 }, 0.8112781244591328 - 0.5],
    [{ a: 1, b: 3 }, { a: 3, b: 1 }, 1 - 0.8112781244591328],
  ])("of %j and %j is %d bits", (first, second, bits) => {
    expect(jensenShannonDivergence(table(first as never), table(second as never))).toBeCloseTo(bits, 12);
  });

  it.each([-1, Number.NaN, Infinity])("refuses that a kind occurs %d times, on either side", (times) => {
    expect(() => jensenShannonDivergence(table({ a: times }), table({ a: 1 }))).toThrow(/a cannot occur/);
    expect(() => jensenShannonDivergence(table({ a: 1 }), table({ a: 1, b: times }))).toThrow(
      /b cannot occur/,
    );
  });

  it("is the same from either side, and between 0 and 1", () => {
    const counts = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 1, max: 9 }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(counts, counts, (first, second) => {
        const divergence = jensenShannonDivergence(table(first), table(second));
        expect(divergence).toBeCloseTo(jensenShannonDivergence(table(second), table(first)), 12);
        expect(divergence >= 0 && divergence <= 1).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

// From tables of the distribution.
it.each([
  [0.75, 3, 0.764892],
  [0.75, 4, 0.740697],
  [0.8, 4, 0.940965],
  [0.6, 5, 0.267181],
  [0.9, 3, 1.637744],
  [0.75, 10, 0.699812],
  [0.9, 10, 1.372184],
  [0.99, 5, 3.36493],
  [0.999, 3, 10.214532],
  [0.9, 60, 1.295821],
])("Student's quantile of %d with %d degrees of freedom is %d", (p, freedom, value) => {
  expect(studentQuantile(p, freedom) / value).toBeCloseTo(1, 4);
});

describe("clusteredWilsonInterval", () => {
  const width = (units: number[][]) => {
    const interval = clusteredWilsonInterval(units);
    return (interval?.high ?? 0) - (interval?.low ?? 0);
  };
  it("is Wilson's where each unit is one trial, and a unit counts once where all values agree", () => {
    expect(clusteredWilsonInterval([[1], [0], [1], [1]])).toEqual(wilsonInterval(3, 4));
    expect(
      clusteredWilsonInterval([
        [1, 1],
        [1, 1, 1],
      ]),
    ).toEqual(wilsonInterval(2, 2));
    expect(clusteredWilsonInterval([[0, 0], [0]])).toEqual(wilsonInterval(0, 2));
    expect(clusteredWilsonInterval([[1, 0, 1]])).toEqual(wilsonInterval(2 / 3, 1));
    expect(clusteredWilsonInterval([])).toBeNull();
  });

  it("is wider the more the turns of a dialogue agree, and never narrower than that of independent turns", () => {
    const agreeing = [
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
    ];
    const mixed = [
      [1, 0, 1],
      [0, 1, 0],
      [1, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 1],
    ];
    const independent = wilsonInterval(9, 18);
    expect(width(agreeing)).toBeGreaterThan(width(mixed));
    expect(width(mixed)).toBeGreaterThan((independent?.high ?? 0) - (independent?.low ?? 0));
    // Eighteen turns of six dialogues that agree are worth about six.
    const six = wilsonInterval(3, 6);
    expect(width(agreeing)).toBeGreaterThan((six?.high ?? 0) - (six?.low ?? 0));
    expect(clusteredWilsonInterval(agreeing)?.low).toBeCloseTo(
      1 - (clusteredWilsonInterval(agreeing)?.high ?? 0),
      9,
    );
  });
});

// The tables of Fisher's tea and of Agresti (2002), and what sums of chances give.
it.each<[[number, number], [number, number], number]>([
  [[3, 1], [1, 3], 0.485714],
  [[4, 0], [0, 4], 0.028571],
  [[1, 9], [11, 3], 0.002759],
  [[0, 0], [3, 4], 1],
  [[5, 0], [0, 0], 1],
  [[2, 2], [2, 2], 1],
])("Fisher's exact test of %j and %j is %d, from either side", (first, second, p) => {
  expect(fisherExactTest(first, second)).toBeCloseTo(p, 5);
  expect(fisherExactTest(second, first)).toBeCloseTo(p, 5);
});
