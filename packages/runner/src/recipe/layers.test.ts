import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leaves, mergeLayers, override } from "./layers.ts";
import { setAt } from "./paths.ts";

describe("setAt", () => {
  it.each<[unknown, (string | number)[], unknown, unknown]>([
    [{ a: 1 }, ["a"], 2, { a: 2 }],
    [{ a: 1 }, ["b"], 2, { a: 1, b: 2 }],
    [{ a: { b: 1, c: 2 } }, ["a", "b"], 3, { a: { b: 3, c: 2 } }],
    [undefined, ["a", "b"], 1, { a: { b: 1 } }],
    [{ a: null }, ["a", "b"], 1, { a: { b: 1 } }],
    [{ a: [1, 2] }, ["a", "1"], 3, { a: [1, 3] }],
    [{ a: [1, 2] }, ["a", 2], 3, { a: [1, 2, 3] }],
    [{ a: [{ b: 1 }] }, ["a", 0, "b"], 2, { a: [{ b: 2 }] }],
    [{ model: "x:y" }, ["model", "baseURL"], "u", { model: { name: "x:y", baseURL: "u" } }],
    [{ judge: { model: "x:y" } }, ["judge", "model", "name"], "z", { judge: { model: { name: "z" } } }],
    [7, [], 8, 8],
  ])("of %j at %j puts %j", (target, path, value, expected) => {
    const before = structuredClone(target);
    expect(setAt(target, path, value)).toEqual(expected);
    expect(target).toEqual(before);
  });

  it.each<[unknown, (string | number)[], string]>([
    [{ a: [1, 2] }, ["a", 3], "a.3: this list has 2 items, counted from 0"],
    [{ a: [1, 2] }, ["a", -1], "a.-1: this list has 2 items"],
    [{ a: [1, 2] }, ["a", "b"], "a.b: this list has 2 items"],
    [{ a: [1, 2] }, ["a", 0.5], "a.0.5: this list"],
    [{ a: 7 }, ["a", "b"], 'a: is 7, which has no "b"'],
    [{ name: "x" }, ["name", "b"], 'name: is "x", which has no "b"'],
    ["model", ["a"], 'is "model", which has no "a"'],
  ])("of %j at %j is refused", (target, path, message) => {
    expect(() => setAt(target, path, 1)).toThrow(message);
  });
});

describe("mergeLayers", () => {
  it("merges objects all the way down, replaces all else, and says which layer each value is from", () => {
    const { data, origins } = mergeLayers([
      { name: "low", data: { a: { b: 1, c: 2 }, list: [1, 2], d: { e: 1 } } },
      { name: "empty", data: {} },
      { name: "high", data: { a: { b: 3 }, list: [4], d: 5 } },
    ]);
    expect(data).toEqual({ a: { b: 3, c: 2 }, list: [4], d: 5 });
    expect(origins).toEqual({ "a.b": "high", "a.c": "low", list: "high", d: "high" });
  });

  it("forgets whose what was that is replaced, and not what only begins alike", () => {
    const { data, origins } = override(
      mergeLayers([{ name: "low", data: { a: { b: 1 }, ab: 2 } }]),
      ["a"],
      { c: 3 },
      "high",
    );
    expect(data).toEqual({ a: { c: 3 }, ab: 2 });
    expect(origins).toEqual({ "a.c": "high", ab: "low" });
  });

  it("takes 2,000 settings of a layer, and not one more", () => {
    const settings = (count: number): Record<string, unknown> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
    expect(Object.keys(mergeLayers([{ name: "x", data: settings(2000) }]).data)).toHaveLength(2000);
    expect(() => mergeLayers([{ name: "x.yaml", data: settings(2001) }])).toThrow("x.yaml has 2001 settings");
  });

  it("gives back a layer alone, leaf by leaf", () => {
    const layer = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,3}$/),
      fc.oneof(
        fc.integer(),
        fc.array(fc.integer()),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer()),
      ),
    );
    fc.assert(
      fc.property(layer, (data) => {
        const merged = mergeLayers([{ name: "only", data }]);
        expect(merged.data).toEqual(data);
        const places = leaves(data).flatMap(([path]) => (path.length === 0 ? [] : [path.join(".")]));
        expect(Object.keys(merged.origins).toSorted()).toEqual(places.toSorted());
      }),
    );
  });
});
