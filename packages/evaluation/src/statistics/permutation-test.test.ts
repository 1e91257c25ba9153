import { describe, expect, it } from "vitest";
import { asFar, smallestP } from "./permutation-test.ts";

describe("the smallest p", () => {
  it.each<[[number, number], number, number]>([
    // As many ways to deal out: C(6, 3) = 20, of which two are mirror images; C(5, 2) = 10; C(5, 1) = 5.
    [[3, 3], 999, 2 / 20],
    [[2, 3], 999, 1 / 10],
    [[3, 2], 999, 1 / 10],
    [[1, 4], 999, 1 / 5],
    [[2, 2], 999, 2 / 6],
    // So many ways that the rounds are fewer.
    [[20, 20], 99, 1 / 100],
    [[20, 30], 999, 1 / 1000],
    [[0, 5], 99, 1],
  ])("of sizes %j and %d rounds is %d", (sizes, rounds, p) => {
    expect(smallestP(sizes, rounds)).toBeCloseTo(p, 12);
  });
});

describe("the share of rounds at least as far", () => {
  it.each<[number, number[], number]>([
    [2, [1, 2, 3], 3 / 4],
    [4, [1, 2, 3], 1 / 4],
    [0, [], 1],
    // One that is not defined was not nearer; equal sums in another order are equal.
    [2, [1, Number.NaN], 2 / 3],
    [0.3, [0.1 + 0.2, 0.3 - 1e-15], 1],
    [3e9, [3e9 - 1e-4], 1],
    [Infinity, [1, Infinity], 2 / 3],
    [Number.NaN, [1], Number.NaN],
  ])("as %d in %j, itself among them, is %d", (observed, rounds, share) => {
    expect(asFar(observed, rounds)).toBe(share);
  });
});
