import * as fc from "fast-check";
import { expect, it } from "vitest";
import { repeatedKey } from "./repeated-key.ts";

// Nodes as the parser makes them; a list of pairs is a map, in which a name may stand more than once.
type Written =
  | null
  | string
  | number
  | Written[]
  | { readonly pairs: readonly (readonly [Written, Written])[] };
const map = (...pairs: (readonly [Written, Written])[]): Written => ({ pairs });

function nodeOf(written: Written, offset = 0): unknown {
  if (written === null) return null;
  if (typeof written !== "object") return { value: written, range: [offset, offset + 1, offset + 1] };
  if (Array.isArray(written)) return { items: written.map((item) => nodeOf(item)) };
  return {
    items: written.pairs.map(([key, value], at) => ({ key: nodeOf(key, 10 * at), value: nodeOf(value) })),
  };
}

it.each<[Written, string | undefined, number?]>([
  [null, undefined],
  ["a", undefined],
  [[], undefined],
  [map(["a", 1], ["b", 2]), undefined],
  [map(["a", 1], ["b", 2], ["a", 3]), "a", 20],
  [map([1, 1], [1, 2]), "1", 10],
  // Names are the same in one map only.
  [map(["a", map(["a", 1])], ["b", map(["a", 1])]), undefined],
  [[map(["a", 1]), map(["a", 1])], undefined],
  [["a", "a", null], undefined],
  [map(["a", [null, "x", map(["b", 1], ["b", 2])]]), "b", 10],
  [[[map(["a", map(["c", null], ["c", null])])]], "c", 10],
  // Keys without a name are none that could be repeated.
  [map([null, 1], [null, 2]), undefined],
  [map([["a"], 1], [["a"], 2]), undefined],
])("of %j, %j is repeated", (written, key, offset) => {
  expect(repeatedKey(nodeOf(written))).toEqual(key === undefined ? undefined : { key, offset });
});

it("finds the name that stands twice wherever its map is", () => {
  const names = fc.uniqueArray(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 20 });
  const steps = fc.array(fc.constantFrom("list", "map"), { maxLength: 6 });
  fc.assert(
    fc.property(names, fc.nat(), steps, (unique, at, around) => {
      const repeated = unique[at % unique.length] as string;
      const wrap = (inner: Written): Written =>
        around.reduce<Written>((held, step) => (step === "list" ? ["x", held] : map(["x", held])), inner);
      const pairs = unique.map((name) => [name, "x"] as const);
      expect(repeatedKey(nodeOf(wrap(map(...pairs))))).toBeUndefined();
      expect(repeatedKey(nodeOf(wrap(map(...pairs, [repeated, "y"]))))?.key).toBe(repeated);
    }),
    { numRuns: 50 },
  );
});
