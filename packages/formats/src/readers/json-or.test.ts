import * as fc from "fast-check";
import { expect, it } from "vitest";
import { jsonOr, jsonText, largeIntegers, pythonLiteral } from "./json-or.ts";

it("takes lists and objects for what they say, and every other text as it stands", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      const isNested = typeof value === "object" && value !== null;
      expect(jsonOr(` \n${text}`)).toEqual(isNested ? JSON.parse(text) : ` \n${text}`);
      expect(jsonText(text)).toEqual({ value: JSON.parse(text) });
    }),
  );
  for (const other of ["see [1]", "a {b}", "[not json", "", 7, null, undefined])
    expect(jsonOr(other)).toBe(other);
  expect([jsonText("{"), jsonText(7)]).toEqual([undefined, undefined]);
});

it("says where numbers are kept as their digits", () => {
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  expect(jsonOr('{"id": 12345678901234567890}', note)).toEqual({ id: "12345678901234567890" });
  jsonOr('{"id": 1}', note);
  expect(notes).toEqual([largeIntegers]);
});

it.each([
  [`{'a': [True, False, None], "b": 'it\\'s'}`, { a: [true, false, null], b: "it's" }],
  [`{'say': 'He said "no"', "None": "True"}`, { say: 'He said "no"', None: "True" }],
  ["f(x)", undefined],
])("reads Python's %s", (text, value) => {
  expect(pythonLiteral(text)).toEqual(value);
});
