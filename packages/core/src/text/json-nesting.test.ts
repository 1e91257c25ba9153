import { describe, expect, it } from "vitest";
import { DataFormatError } from "../errors/data-format-error.ts";
import { parseDialogJson } from "./dialog-json.ts";
import { isNestedTooDeep, mostNesting, surveyJson } from "./json-nesting.ts";

const nested = (depth: number, open = "[", close = "]"): string => open.repeat(depth) + close.repeat(depth);

describe("isNestedTooDeep", () => {
  it.each([
    ["lists", nested(mostNesting), nested(mostNesting + 1)],
    ["objects", nested(mostNesting, '{"a":', "}"), nested(mostNesting + 1, '{"a":', "}")],
    ["both in turn", nested(mostNesting / 2, '[{"a":', "}]"), nested(mostNesting / 2 + 1, '[{"a":', "}]")],
    ["what is never closed", "[".repeat(mostNesting), "[".repeat(mostNesting + 1)],
  ])("counts %s", (_what, bearable, deep) => {
    expect([isNestedTooDeep(bearable), isNestedTooDeep(deep)]).toEqual([false, true]);
  });

  it("counts no brackets of texts, nor those beside each other", () => {
    const brackets = "[{".repeat(mostNesting);
    for (const value of [
      brackets,
      `"${brackets}`,
      `\\"${brackets}\\`,
      Array.from({ length: 5000 }, () => []),
    ])
      expect(isNestedTooDeep(JSON.stringify([value, { [brackets]: value }]))).toBe(false);
  });
});

it.each([
  ["[]", mostNesting],
  ["{}", mostNesting],
  ["[{}]", mostNesting - 1],
  ['{"a": [1, {}, 2], "b": "]]"}', mostNesting - 2],
])("what was closed is not counted any more: %s within %i lists", (inner, depth) => {
  const beside = Array.from({ length: 300 }, () => inner).join(", ");
  const within = (lists: number) => "[".repeat(lists) + beside + "]".repeat(lists);
  const own = mostNesting - depth + 1;
  expect(isNestedTooDeep(within(mostNesting - own))).toBe(false);
  expect(isNestedTooDeep(within(mostNesting - own + 1))).toBe(true);
});

it("a dialogue that nothing could write again is refused when it is read", () => {
  const text = `{"turns": [], "extra": ${nested(200_000)}}`;
  expect(() => parseDialogJson(text, "x.json")).toThrow(DataFormatError);
  expect(() => parseDialogJson(text, "x.json")).toThrow("nested deeper than 1000 brackets");
});

describe("surveyJson", () => {
  it.each([
    ["[1234567890123456]", true],
    ['{"a": -1234567890123456789}', true],
    ["0.1234567890123456", true],
    ["[123456789012345, 6]", false],
    ['["1234567890123456"]', false],
    [String.raw`["\"1234567890123456"]`, false],
    [String.raw`["\\", 1234567890123456]`, true],
    [String.raw`["\\\"", "1234567890123456"]`, false],
    ['"1234567890123456', false],
  ])("knows whether %s has a number of many digits", (json, expected) => {
    expect(surveyJson(json).hasLongNumber).toBe(expected);
  });

  it("takes time linear in a text of quotes and backslashes", () => {
    for (const piece of ['\\"', "\\\\", '"\\', '"'])
      expect(surveyJson(`"${piece.repeat(1_000_000)}`)).toEqual({ isTooDeep: false, hasLongNumber: false });
  });
});
