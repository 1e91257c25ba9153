import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteBoundedMap, textBytes } from "./byte-bounded-map.ts";

const mapOf = (limit: number): ByteBoundedMap<string> =>
  new ByteBoundedMap(limit, (text) => textBytes([text]));

describe("ByteBoundedMap", () => {
  it("forgets what was not used for longest when there are too many bytes, not entries", () => {
    const map = mapOf(2000);
    map.set("a", "x".repeat(200));
    map.set("b", "x".repeat(200));
    map.get("a");
    map.set("c", "x".repeat(300));
    map.set("d", "");
    expect([..."abcd"].map((key) => map.get(key) !== undefined)).toEqual([true, false, true, true]);
  });

  it("remembers nothing that is larger than all it may remember, and forgets the rest for it neither", () => {
    const map = mapOf(1000);
    map.set("small", "x");
    map.set("large", "x".repeat(1000));
    expect([map.get("small"), map.get("large")]).toEqual(["x", undefined]);
  });

  it("never holds more than its limit, and its count is true", () => {
    const step = fc.tuple(fc.constantFrom("set", "delete", "get"), fc.nat(9), fc.nat(500));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const map = mapOf(3000);
        for (const [what, key, size] of steps) {
          if (what === "set") map.set(`k${key}`, "x".repeat(size));
          else if (what === "delete") map.delete(`k${key}`);
          else map.get(`k${key}`);
          expect(map.bytes).toBeLessThanOrEqual(3000);
        }
        for (let key = 0; key < 10; key++) map.delete(`k${key}`);
        expect(map.bytes).toBe(0);
      }),
    );
  });
});
