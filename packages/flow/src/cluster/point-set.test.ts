import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dotWith, groupPoints, pointSet, sumOf, unitVector } from "./point-set.ts";

const drawn = (n: number, dimensions: number, seed: number): number[][] => {
  const random = new Random(seed);
  return Array.from({ length: n }, () => Array.from({ length: dimensions }, () => random.normal()));
};
const plain = (a: Iterable<number>, b: readonly number[]): number =>
  [...a].reduce((sum, value, axis) => sum + value * (b[axis] as number), 0);

describe("a point set", () => {
  it("multiplies sums with vectors of any length, from any place on", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 19 }), fc.nat(), (dimensions, seed) => {
        const vectors = drawn(3, dimensions, seed);
        const points = pointSet(vectors, [1, 2, 3]);
        const [other = []] = drawn(1, dimensions, seed + 1);
        const placed = Float32Array.from([7, 7, ...other, 7]);
        for (const [index, vector] of vectors.entries()) {
          const expected = (index + 1) * plain(unitVector(vector), other);
          expect(dotWith(points, index, Float32Array.from(other))).toBeCloseTo(expected, 4);
          expect(dotWith(points, index, placed, 2)).toBeCloseTo(expected, 4);
        }
      }),
    );
  });

  it("adds up points and weights in groups", () => {
    const points = pointSet(drawn(4, 5, 1), [1, 2, 3, 4]);
    const groups = groupPoints(points, [[0, 2], [3]]);
    expect([groups.size, groups.dimensions, [...groups.weights]]).toEqual([2, 5, [4, 4]]);
    const [first, third] = [sumOf(points, 0), sumOf(points, 2)];
    for (const [axis, value] of sumOf(groups, 0).entries())
      expect(value).toBeCloseTo((first[axis] as number) + (third[axis] as number), 6);
    expect(sumOf(groups, 1)).toEqual(sumOf(points, 3));
  });

  it("holds nothing of no points, and a point on the first axis of one without content", () => {
    expect(pointSet([])).toMatchObject({ size: 0, dimensions: 0 });
    expect([...unitVector([0, 0])]).toEqual([1, 0]);
    expect([...unitVector([3, 4])].map((value) => value.toFixed(2))).toEqual(["0.60", "0.80"]);
    expect(unitVector([])).toHaveLength(0);
  });
});
