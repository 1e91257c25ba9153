import { describe, expect, it } from "vitest";
import { kendallTau, spearman } from "./rank-correlation.ts";

describe.each([
  ["spearman", spearman],
  ["kendallTau", kendallTau],
])("%s", (_name, correlation) => {
  it("is 1 for one order, -1 for the other, and NaN without spread", () => {
    expect(correlation([1, 5, 7], [2, 3, 90])).toBeCloseTo(1, 12);
    expect(correlation([1, 5, 7], [90, 3, 2])).toBeCloseTo(-1, 12);
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeNaN();
  });

  it.each([Number.NaN, Infinity, -Infinity])("says which pair holds %s", (bad) => {
    expect(() => correlation([1, bad, 3], [1, 2, 3])).toThrow("Pair 1");
    expect(() => correlation([1, 2, 3], [1, 2, bad])).toThrow("Pair 2");
  });

  it("refuses lists that are no pairs", () => {
    expect(() => correlation([1, 2], [1])).toThrow("values come in pairs, and 2 and 1 do not");
  });
});
