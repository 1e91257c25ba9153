import { describe, expect, it } from "vitest";
import { frozenJson } from "./json.ts";

describe("frozenJson", () => {
  it("copies deeply and freezes the copy", () => {
    const value = { a: [{ b: 1 }], c: undefined };
    const copy = frozenJson(value) as unknown as typeof value;
    expect(copy).toEqual({ a: [{ b: 1 }] });
    value.a[0] = { b: 2 };
    expect(copy.a[0]).toEqual({ b: 1 });
    expect(Object.isFrozen(copy.a[0])).toBe(true);
  });

  it("keeps a key called __proto__ as data", () => {
    const copy = frozenJson(JSON.parse('{"__proto__": {"x": 1}}')) as object;
    expect(JSON.stringify(copy)).toBe('{"__proto__":{"x":1}}');
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  it.each([
    ["a set", new Set(), "value is Set"],
    ["a function", () => 1, "value is function"],
    ["NaN", Number.NaN, "value is NaN"],
    ["a big integer", 1n, "value is bigint"],
  ])("refuses %s instead of writing it as text", (_, value, message) => {
    expect(() => frozenJson(value)).toThrow(message);
    expect(() => frozenJson({ deep: [value] }, "dialog")).toThrow("dialog.deep[0]");
  });

  it("refuses cycles and endless nesting, but not the same value twice", () => {
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    expect(() => frozenJson(cycle)).toThrow("value.self refers back to itself");
    expect(() => frozenJson(JSON.parse("[".repeat(50_000) + "]".repeat(50_000)))).toThrow("nested more than");
    const shared = { x: 1 };
    expect(frozenJson([shared, shared])).toEqual([shared, shared]);
  });
});
