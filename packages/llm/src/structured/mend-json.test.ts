import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mendJson, UnreadableJsonError } from "./mend-json.ts";

const value = {
  message: 'He said "hi", and left.',
  count: 33.5,
  list: ["a", "b c", { d: null }],
  lines: "one\ntwo",
  ok: true,
};
const json = JSON.stringify(value, null, 2);

describe("mendJson", () => {
  it.each<[string, string, unknown]>([
    ["single quotation marks", "{'a': 'don't do it', 'b': 1}", { a: "don't do it", b: 1 }],
    ["curly ones", "{“a”: “b”}", { a: "b" }],
    [
      "unescaped ones within",
      '{"a": "He said "hi", and left", "b": 2}',
      { a: 'He said "hi", and left', b: 2 },
    ],
    ["… in a list", '["He said "hi" to me", "b"]', ['He said "hi" to me', "b"]],
    ["a forgotten one", '{"a": "foo, "b": 1}', { a: "foo", b: 1 }],
    ["spare commas", '{"a": [1, 2,], }', { a: [1, 2] }],
    ["missing commas", '{"a": "x" "b": "y"\n"c": [1 2]}', { a: "x", b: "y", c: [1, 2] }],
    [
      "bare words",
      "{a: 2nd, b: http://x.y/z, c: 1., d: 007}",
      { a: "2nd", b: "http://x.y/z", c: 1, d: "007" },
    ],
    ["Python's constants", "{'a': True, 'b': None, 'c': False}", { a: true, b: null, c: false }],
    ["JavaScript's", "{a: undefined, b: NaN}", { a: null, b: null }],
    ["comments", '{"a": 1, // one\n# two\n/* three */ "b": 2}', { a: 1, b: 2 }],
    ["calls", 'callback({"id": ObjectId("abc"), "n": NumberLong(2)});', { id: "abc", n: 2 }],
    ["joined pieces", '{"a": "b" + "c" +\n"d"}', { a: "bcd" }],
    ["line breaks in strings", '{"a": "one\ntwo"}', { a: "one\ntwo" }],
    ["escapes that are none", '{"a": "\\q \\u00e9 \\uZZ"}', { a: "q é uZZ" }],
    ["an ellipsis", '{"a": [1, 2, ...], …}', { a: [1, 2] }],
    ["a missing value", '{"a": , "b": }', { a: null, b: null }],
    ["a missing end", '{"a": [1, {"b": "c', { a: [1, { b: "c" }] }],
    ["several documents", '{"a": 1}\n{"a": 2}', [{ a: 1 }, { a: 2 }]],
    ["an escaped document", JSON.stringify(json).slice(1, -1), value],
  ])("reads %s", (_what, text, expected) => {
    expect(mendJson(text)).toEqual(expected);
  });

  it("makes a property of any name, and of nothing else", () => {
    const read = mendJson('{"__proto__": {"polluted": 1},}') as object;
    expect(Object.keys(read)).toEqual(["__proto__"]);
    expect("polluted" in read).toBe(false);
  });

  it.each(['{"a": 1} and more', '{"a", "b"}', "[}", `${"[".repeat(300)}`])("does not guess at %s", (text) => {
    expect(() => mendJson(text)).toThrow(UnreadableJsonError);
  });

  it("reads JSON as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (any) => {
        const text = JSON.stringify({ any });
        expect(mendJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });
});
