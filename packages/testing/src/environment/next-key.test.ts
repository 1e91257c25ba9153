import * as fc from "fast-check";
import { expect, it } from "vitest";
import { nextKey } from "./next-key.ts";

it.each<[(string | number)[], string | number]>([
  [[], "orders-1"],
  [["one", "two"], "orders-1"],
  [["orders-1", "x"], "orders-2"],
  [["b1", "b2"], "b3"],
  [["b2", "b1"], "b3"],
  [["A-009"], "A-010"],
  [["A-999"], "A-1000"],
  [[7], 8],
  [[7, 3], 8],
  [["7"], "8"],
  [[3, "7"], "8"],
  [["7", 3], 8],
  [["b1", "c7"], "c8"],
  [["c7", "b1"], "b2"],
  [["a1", "x"], "a2"],
  // What is taken is left out, also where it is written otherwise.
  [["a1", 1, "2", 1], 3],
  [["x9999999999999999999"], "x99991000000000000000"],
])("after %j comes %j", (used, next) => {
  expect(nextKey("orders", used)).toBe(next);
});

it("is a key that no row has", () => {
  const key = fc.oneof(fc.constantFrom("a1", "a2", "b01", "x", "1", "2"), fc.integer({ min: 0, max: 4 }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 6 }), (used) => {
      expect(used.map(String)).not.toContain(String(nextKey("t", used)));
    }),
    { numRuns: 60 },
  );
});
