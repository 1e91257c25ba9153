import * as fc from "fast-check";
import { expect, it } from "vitest";
import { duration, interval, percent, plain, points, pValue, quantile } from "./words.ts";

it("writes shares, differences and intervals in whole points", () => {
  expect([0, 0.004, 0.005, 0.854, 1].map(percent)).toEqual(["0 %", "0 %", "1 %", "85 %", "100 %"]);
  expect([0.12, -0.03, 0.004, -0.004, 0].map(points)).toEqual(["+12", "−3", "0", "0", "0"]);
  expect(interval({ low: 0.75, high: 0.91, level: 0.95 })).toBe("75 % to 91 %");
});

it.each([
  [0.00099, "p < 0.001"],
  [0.001, "p = 0.001"],
  [0.0994, "p = 0.099"],
  [0.1, "p = 0.10"],
  [1, "p = 1.00"],
])("writes the p-value %d as %s", (p, text) => {
  expect(pValue(p)).toBe(text);
});

it("writes spans of time and values", () => {
  expect([0, 84.6, 999, 1000, 61_250].map(duration)).toEqual(["0 ms", "85 ms", "999 ms", "1.0 s", "61.3 s"]);
  expect(["a b", { a: [1] }, null, undefined].map(plain)).toEqual(["a b", '{"a":[1]}', "null", "nothing"]);
});

it("finds the value below which a share of the values lies, by nearest rank", () => {
  expect(quantile([], 0.5)).toBeUndefined();
  expect([0, 0.25, 0.26, 0.5, 1].map((share) => quantile([40, 10, 30, 20], share))).toEqual([
    10, 10, 20, 20, 40,
  ]);
  const values = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (all, percentage) => {
      const found = quantile(all, percentage / 100) as number;
      const share = (test: (value: number) => boolean): number =>
        (100 * all.filter(test).length) / all.length;
      expect(share((value) => value <= found)).toBeGreaterThanOrEqual(percentage);
      expect(share((value) => value < found)).toBeLessThan(percentage);
    }),
  );
});
