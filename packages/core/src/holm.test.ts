import * as fc from "fast-check";
import { expect, it } from "vitest";
import { holm } from "./holm.ts";

it("corrects the example of Holm's paper, each p-value in its place", () => {
  expect(holm([])).toEqual([]);
  // 4 · 0.005, 3 · 0.01, 2 · 0.03, and the last no less than the one before.
  const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
  for (const [at, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(adjusted[at]).toBeCloseTo(p, 12);
  expect(adjusted).toHaveLength(4);
  expect(holm([0.6, 0.9])).toEqual([1, 1]);
});

it("keeps the order, takes nothing away, and lies between one and all comparisons", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (pValues) => {
      const adjusted = holm(pValues);
      for (const [i, p] of pValues.entries()) {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
        expect(adjusted[i]).toBeGreaterThanOrEqual(
          Math.min(1, p * pValues.filter((other) => other >= p).length),
        );
        for (const [j, other] of pValues.entries())
          if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] as number);
      }
      expect(adjusted).toHaveLength(pValues.length);
    }),
    { numRuns: 50 },
  );
});
