import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineOfPath } from "./line-of-path.ts";
import { parseJson } from "./parse-json.ts";

describe("parseJson", () => {
  it.each([
    ['{"id": 12345678901234567890}', { id: "12345678901234567890" }],
    ['{"seed": 12345678901234567890.0, "n": 1.0}', { seed: "12345678901234567890", n: 1 }],
    ['{"seed": -9007199254740993}', { seed: "-9007199254740993" }],
    ['{"seed": 9007199254740991}', { seed: 9_007_199_254_740_991 }],
    // 2^60 and 2^63 can be held, but would be written as the round numbers beside them.
    ['{"seed": 1152921504606846976}', { seed: "1152921504606846976" }],
    ['{"seed": 9223372036854775808}', { seed: "9223372036854775808" }],
    ['{"seed": 9007199254740992}', { seed: 2 ** 53 }],
    ["[0.1234567890123456, 1e300]", [0.123_456_789_012_345_6, 1e300]],
    ['{"text": "card 1234567890123456789, \\"9999999999999999999\\""}', undefined],
  ])("%s loses no digit", (json, expected) => {
    expect(parseJson(json)).toEqual(expected ?? JSON.parse(json));
  });

  it.each(["y", "\\\\", '\\"', "\\u0041"])("reads, and refuses, texts of millions of %s", (unit) => {
    const long = `{"a":"${unit.repeat(3_000_000)}"`;
    expect(parseJson(`${long},"b":12345678901234567890}`)).toMatchObject({ b: "12345678901234567890" });
    expect(() => parseJson(`${long},"b":NaN}`, "x")).toThrow("x:1: NaN is not JSON");
    expect(() => parseJson(`${long}} x`, "x")).toThrow("x:1: this is not JSON");
    expect(lineOfPath(`${long},\n"b":1}`, ["b"])).toBe(2);
  });

  it("writes every whole number as it read it", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (number) => {
        const { n } = parseJson(`{"n":${number}}`) as { n: number | string };
        expect(String(n)).toBe(String(number));
      }),
    );
  });

  it.each([
    ['{"a": "NaN",\n "score": NaN}', "scores.json:2: NaN is not JSON"],
    ["[-Infinity]", "scores.json:1: -Infinity is not JSON"],
    ["[1, Infinity]", "scores.json:1: Infinity is not JSON"],
    ['{"Infinity": tru}', "scores.json:1: this is not JSON"],
  ])("%j is refused by name", (json, message) => {
    expect(() => parseJson(json, "scores.json")).toThrow(message);
  });
});
