import { expect, it } from "vitest";
import { textPaths, valueAt } from "./json-path.ts";

it.each<[object, string]>([
  [{ "a.b": { text: "x" } }, "a.b.text"],
  [{ a: { "b.c": "x" } }, "a.b.c"],
  [{ "a.b": { "c.d": ["x"] } }, "a.b.c.d.0"],
  [{ a: { b: { c: "x" } }, "a.b": { d: 1 } }, "a.b.c"],
])("finds what stands where it says that texts stand: %j", (value, path) => {
  expect(textPaths(value)).toContain(path);
  expect(valueAt(value, path)).toBe("x");
});

it("finds nothing where nothing stands, or what all objects inherit", () => {
  expect(valueAt({ a: { b: 1 } }, "a.constructor")).toBeUndefined();
  expect(valueAt({ a: null }, "a.b")).toBeUndefined();
});
