import { array, assert, constantFrom, dictionary, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { FeatureIndex } from "./feature-index.ts";
import { hammingDistance } from "./hamming.ts";

const names = constantFrom("a", "b", "c", "d", "e", "f");
const personas = array(dictionary(names, constantFrom("1", "2", "3")), { maxLength: 8 });

describe("FeatureIndex", () => {
  it("finds the distance to the nearest, as counted one by one", () => {
    assert(
      property(personas, dictionary(names, constantFrom("1", "2", "3")), (stored, one) => {
        const priority = new Set(["b"]);
        const distances = stored.map((other) => hammingDistance(one, other, priority));
        expect(new FeatureIndex(stored, priority).nearest(one)).toBe(Math.min(...distances));
      }),
    );
  });

  it("takes any number of dimensions", () => {
    const wide = (from: number) =>
      Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`d${from + index}`, "x"]));
    const index = new FeatureIndex([{ d0: "x" }, wide(0)]);
    expect(index.nearest(wide(50))).toBe(100);
    index.add(wide(49));
    expect(index.nearest(wide(50))).toBe(2);
    expect(index.nearest({ d0: "x" })).toBe(0);
  });
});
