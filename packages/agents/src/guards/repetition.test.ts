import * as fc from "fast-check";
import { expect, it } from "vitest";
import { findLiteralRepetition, findRepetition } from "./repetition.ts";

it.each([
  ["ha ha ha", undefined],
  ["ha ha ha ha", { unit: ["ha"], times: 4 }],
  ["so HA ha Ha ha", { unit: ["ha"], times: 4 }],
  ["a b a b", undefined],
  ["a b a b a b", { unit: ["a", "b"], times: 3 }],
  ["a b a b a", undefined],
  // Of several the one that comes most often; of equals the shortest, and the first.
  ["a b a b a b then c c c c c", { unit: ["c"], times: 5 }],
  ["c c c c then d d d d", { unit: ["c"], times: 4 }],
  ["a a a a a a", { unit: ["a"], times: 6 }],
])("the worst repetition of %j is %j", (text, found) => {
  expect(findRepetition(text)).toEqual(found);
});

it("takes words as they are written, when told, as Python splits them", () => {
  expect(findLiteralRepetition("ha HA ha HA ha HA")).toEqual({ unit: ["ha", "HA"], times: 3 });
  expect(findLiteralRepetition("ha HA ha ha")).toBeUndefined();
  expect(findLiteralRepetition(" \u{1F600}\u0085\u{1F600} \u{1F600}\t\u{1F600} ")).toMatchObject({
    times: 4,
  });
  expect(findLiteralRepetition("a a\uFEFFa a a")).toBeUndefined();
});

it("finds a unit that stands in a row, whatever is around it, up to the longest", () => {
  const unit = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g"), {
    minLength: 2,
    maxLength: 7,
  });
  fc.assert(
    fc.property(unit, fc.integer({ min: 1, max: 6 }), fc.boolean(), (words, times, isEnd) => {
      const text = [...Array.from({ length: times }, () => words).flat(), ...(isEnd ? [] : ["end"])];
      const found = findRepetition(["begin", ...text].join(" "), 6);
      const expected = times >= 3 && words.length <= 6 ? times : undefined;
      expect(found?.times).toBe(expected);
      if (found !== undefined) expect(found.unit.toSorted()).toEqual(words.toSorted());
    }),
    { numRuns: 60 },
  );
});
