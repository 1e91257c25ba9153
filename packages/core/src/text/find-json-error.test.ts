import { array, assert, constantFrom, jsonValue, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonError } from "./find-json-error.ts";

describe("findJsonError", () => {
  it.each([
    ['{\n"turns": [\nx]}', 3],
    ["[1,\n2,]", 2],
    ['{"a":\n"b\nc"}', 2],
    ["[1]\n]", 2],
    ['{"a"\n"b"}', 2],
    ["{\n,}", 2],
    ["[01]", 1],
  ])("finds the line in %j", (json, line) => {
    expect(findJsonError(json)).toEqual({ line, cutOff: false });
  });

  it.each(["", "[", '{"a":\n"b', '{"a": nul', "[1,\n2", '["\\'])("sees that %j is cut off", (json) => {
    expect(findJsonError(json)).toEqual({ line: json.split("\n").length, cutOff: true });
  });

  it("takes every text that is JSON to its end, and every start of a list as cut off", () => {
    assert(
      property(array(jsonValue(), { minLength: 1 }), constantFrom(0, 2), (value, indent) => {
        const json = JSON.stringify(value, null, indent);
        expect(findJsonError(`${json}\n!`).line).toBe(json.split("\n").length + 1);
        expect(findJsonError(json.slice(0, -1)).cutOff).toBe(true);
      }),
    );
  });

  it("agrees with the engine on where text made of JSON's signs goes wrong", () => {
    const signs = string({ unit: constantFrom(...'[]{},:"\\a1-.e \n', "true", '"a"'), maxLength: 12 });
    assert(
      property(signs, (json) => {
        try {
          JSON.parse(json);
        } catch (error) {
          const line = /line (\d+)/.exec(String(error))?.[1];
          if (line !== undefined) expect(findJsonError(json).line).toBeLessThanOrEqual(Number(line));
        }
      }),
      { numRuns: 5000 },
    );
  });
});
