import { array, assert, constantFrom, property, string, tuple } from "fast-check";
import { expect, it } from "vitest";
import { NameCounter } from "./name-counter.ts";

it("counts as a map does", () => {
  assert(
    property(array(tuple(string({ maxLength: 3 }), constantFrom(1, 2))), (counted) => {
      const counter = new NameCounter();
      const map = new Map<string, number>();
      for (const [name, by] of counted) {
        map.set(name, (map.get(name) ?? 0) + by);
        expect(counter.add(name, by)).toBe(map.get(name));
      }
      for (const [name, count] of map) expect(counter.get(name)).toBe(count);
      expect(counter.get("never counted")).toBe(0);
    }),
  );
});

it("tells two hundred thousand names apart, and takes counts back", () => {
  const counter = new NameCounter();
  const names = Array.from({ length: 200_000 }, (_, number) => `dialogue-${number}`);
  for (const name of names) expect(counter.add(name) === 1).toBe(true);
  expect(names.filter((name) => counter.get(name) !== 1)).toEqual([]);
  expect(names.filter((name) => counter.add(name, -1) !== 0)).toEqual([]);
});
