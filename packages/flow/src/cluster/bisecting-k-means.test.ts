import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bisectingKMeans } from "./bisecting-k-means.ts";
import { pointSet } from "./point-set.ts";

/** Points around directions in the plane, so many degrees apart at most. */
function around(
  ...clouds: readonly (readonly [angle: number, spread: number, points: number])[]
): number[][] {
  return clouds.flatMap(([angle, spread, points]) =>
    Array.from({ length: points }, (_, index) => {
      const at = ((angle + (spread * index) / points) * Math.PI) / 180;
      return [Math.cos(at), Math.sin(at)];
    }),
  );
}
const divided = (points: readonly number[][], count: number, seed = 1): number[][] =>
  bisectingKMeans(pointSet(points), count, new Random(seed))
    .map((members) => members.toSorted((a, b) => a - b))
    .toSorted((a, b) => (a[0] as number) - (b[0] as number));
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe("bisectingKMeans", () => {
  it.each([0, 1, 2, 3, 4])("divides points where they part (seed %d)", (seed) => {
    const points = around([0, 5, 10], [90, 5, 15], [180, 5, 20]);
    expect(divided(points, 3, seed)).toEqual([range(0, 10), range(10, 25), range(25, 45)]);
    // What weighs more or is longer lies where it lay.
    const longer = points.map(([x = 0, y = 0], index) => [x * (index + 1), y * (index + 1)]);
    expect(divided(longer, 3, seed)).toEqual(divided(points, 3, seed));
  });

  it("divides what is most scattered first", () => {
    const points = around([0, 2, 40], [120, 2, 40], [240, 40, 20]);
    const groups = divided(points, 4);
    expect(groups.slice(0, 2)).toEqual([range(0, 40), range(40, 80)]);
    expect(groups.slice(2).flat()).toEqual(range(80, 100));
  });

  it("gives as many groups as wanted of points that differ, none of them empty, and loses none", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(),
        (n, count, seed) => {
          const random = new Random(seed);
          const points = Array.from({ length: n }, () => [random.normal(), random.normal(), random.normal()]);
          const groups = divided(points, count, seed);
          expect(groups).toHaveLength(Math.min(n, count));
          expect(groups.every((members) => members.length > 0)).toBe(true);
          expect(groups.flat().toSorted((a, b) => a - b)).toEqual(range(0, n));
        },
      ),
    );
  });

  it("leaves no part smaller than a tenth, however lopsided the points are", () => {
    for (const one of [0, 1, 2, 3, 4, 5]) {
      const groups = divided(around([0, 0.5, 99], [180, 1, 1]), 2, one);
      expect(Math.min(...groups.map((members) => members.length))).toBeGreaterThanOrEqual(10);
      // The one that lies apart is with those nearest to it.
      expect(groups.find((members) => members.includes(99))).toHaveLength(10);
    }
  });

  it("divides nothing that lies in one place", () => {
    const same = around([30, 0, 12]);
    expect(divided(same, 5)).toEqual([range(0, 12)]);
    expect(divided([...same, ...around([120, 0, 8])], 9)).toEqual([range(0, 12), range(12, 20)]);
  });
});
