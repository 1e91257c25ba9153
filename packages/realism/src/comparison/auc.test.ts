import * as fc from "fast-check";
import { expect, it } from "vitest";
import { areaUnderCurve, meanAreaUnderCurve } from "./auc.ts";

const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 15 });
/** How often a score is above another, pair by pair, ties half. */
const pairwise = (positive: readonly number[], negative: readonly number[]): number =>
  positive
    .flatMap((a) => negative.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)))
    .reduce((sum, each) => sum + each, 0) /
  (positive.length * negative.length);

it("is how often a score is above another, ties half, whichever way it is looked at", () => {
  fc.assert(
    fc.property(scores, scores, (positive, negative) => {
      const { auc, interval } = areaUnderCurve(positive, negative, 0.95);
      expect(auc).toBeCloseTo(pairwise(positive, negative), 12);
      expect(interval.low).toBeLessThanOrEqual(auc);
      expect(interval.high).toBeGreaterThanOrEqual(auc);
      expect(interval.low).toBeGreaterThanOrEqual(0);
      expect(interval.high).toBeLessThanOrEqual(1);
      const turned = areaUnderCurve(negative, positive, 0.95);
      expect(turned.auc).toBeCloseTo(1 - auc, 12);
      expect(turned.interval.high).toBeCloseTo(1 - interval.low, 9);
      expect(areaUnderCurve(positive, negative, 0.5).interval.low).toBeGreaterThanOrEqual(interval.low);
    }),
  );
});

it("has DeLong's interval on the logit scale", () => {
  // 3 is above 0 and ties with 3, 4 is above both, 1 above one: ¾, 1, ½. 0 is above none, 3 above one and ties: 0, ½.
  const { auc, interval } = areaUnderCurve([3, 4, 1], [0, 3], 0.95);
  expect(auc).toBeCloseTo(4.5 / 6, 12);
  const placements = { positive: [0.75, 1, 0.5], negative: [0, 0.5] };
  const variance = 0.0625 / 3 + 0.125 / 2;
  expect(placements.positive.reduce((a, b) => a + b, 0) / 3).toBeCloseTo(auc, 12);
  const [logit, reach] = [Math.log(3), (1.959964 * Math.sqrt(variance)) / (0.75 * 0.25)];
  expect(interval.low).toBeCloseTo(1 / (1 + Math.exp(reach - logit)), 6);
  expect(interval.high).toBeCloseTo(1 / (1 + Math.exp(-reach - logit)), 6);
  const inflated = meanAreaUnderCurve(
    [
      [
        [
          [3, 4, 1],
          [0, 3],
        ],
      ],
    ],
    0.95,
    4,
  ).interval;
  expect(inflated.low).toBeCloseTo(1 / (1 + Math.exp(2 * reach - logit)), 6);
});

it("has Wilson's interval of the smaller class where nothing varies", () => {
  const z2 = 1.959964 ** 2;
  expect(areaUnderCurve([5, 6, 7], [1, 2], 0.95)).toEqual({
    auc: 1,
    interval: { low: expect.closeTo(1 - z2 / (2 + z2), 5) as number, high: 1, level: 0.95 },
  });
  expect(areaUnderCurve([1, 2], [5, 6, 7], 0.95).interval).toMatchObject({
    low: 0,
    high: expect.closeTo(z2 / (2 + z2), 5) as number,
  });
  expect(
    meanAreaUnderCurve(
      [
        [
          [
            [5, 6],
            [1, 2],
          ],
        ],
      ],
      0.95,
      2,
    ).interval.low,
  ).toBeCloseTo(1 - z2 / (1 + z2), 5);
});

it("compares scores within their part alone, and means deals", () => {
  const parts = [
    [[1, 2], [0]],
    [[11], [12, 13]],
  ] as const;
  expect(meanAreaUnderCurve([parts], 0.95).auc).toBeCloseTo(2 / 3, 12);
  expect(meanAreaUnderCurve([parts, [[[1], [2]]]], 0.95).auc).toBeCloseTo(1 / 3, 12);
});
