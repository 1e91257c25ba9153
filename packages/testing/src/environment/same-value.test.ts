import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { hasValues, sameValue } from "./same-value.ts";

const shuffled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(shuffled)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([name, item]) => [name, shuffled(item)]),
        )
      : value;

/** JSON without null, whose texts are no numbers, so that nothing is lenient about it. */
const json = fc
  .jsonValue({ maxDepth: 3, noUnicodeString: true } as never)
  .filter((value) => !/"-?\d+(\.\d+)?"|null/.test(JSON.stringify(value)));

it("is the equality of JSON, whatever the order of keys", () => {
  fc.assert(
    fc.property(json, json, (one, other) => {
      expect(sameValue(one, shuffled(one))).toBe(true);
      const [first, second] = [JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other))];
      expect(sameValue(first, second)).toBe(isDeepStrictEqual(first, second));
    }),
  );
});

it.each<[unknown, unknown, boolean]>([
  [7, "7", true],
  [-1.5, "-1.5", true],
  [1, "1.0", true],
  [7, "07", false],
  [0, "", false],
  [0, null, false],
  [1, "1e0", false],
  [true, "true", false],
  [null, "null", false],
  [null, undefined, true],
  [[1], 1, false],
  [[], {}, false],
  [[], "", false],
  [["1"], [1], true],
  [{ to: { zip: "1", city: "Rome" } }, { to: { city: "Rome", zip: 1 } }, true],
  [{ to: { zip: "1", city: "Rome" } }, { to: { city: "Rome" } }, false],
  [{ a: undefined }, {}, true],
  [{ a: null }, {}, true],
  [{ a: false }, {}, false],
  [[null], [], false],
  [JSON.parse('{"__proto__":1}'), {}, false],
])("%j and %j are the same: %s", (one, other, same) => {
  expect(sameValue(one, other)).toBe(same);
  expect(sameValue(other, one)).toBe(same);
});

it("looks at the values that are wanted, and at nothing an object inherits", () => {
  expect(hasValues({ id: 7, status: "new" }, { id: "7" })).toBe(true);
  expect(hasValues({ id: 7 }, { status: "new" })).toBe(false);
  expect(hasValues('{"n":1}', { n: 1 })).toBe(true);
  expect(hasValues({ id: 7 }, { refundedAt: null })).toBe(true);
  expect(hasValues({ id: 7, refundedAt: "now" }, { refundedAt: null })).toBe(false);
  expect(hasValues("a text", {})).toBe(true);
  expect(hasValues("a text", { length: 6 })).toBe(false);
  expect(hasValues([1], { 0: 1 })).toBe(false);
  expect(hasValues({}, { constructor: Object })).toBe(false);
});
