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
    ["invalid escapes", '{"a": "\\q \\u00e9 \\uZZ"}', { a: "q é uZZ" }],
    ["an ellipsis", '{"a": [1, 2, ...], …}', { a: [1, 2] }],
    ["a missing value", '{"a": , "b": }', { a: null, b: null }],
    ["a missing end", '{"a": [1, {"b": "c', { a: [1, { b: "c" }] }],
    ["several documents", '{"a": 1}\n{"a": 2}', [{ a: 1 }, { a: 2 }]],
    ["other signs between a key and its value", '{"a" = 1, "b" => 2, c: 3}', { a: 1, b: 2, c: 3 }],
    [
      "quotation marks and commas in keys",
      '{"say "hi" now": 1, "k, l": 2}',
      { 'say "hi" now': 1, "k, l": 2 },
    ],
    ["missing commas after numbers", '{"a b": 1 "c d": 2}', { "a b": 1, "c d": 2 }],
    [
      "what only looks like a comment",
      '{"a": "it is /* no */ // comment"}',
      { a: "it is /* no */ // comment" },
    ],
    ["what only looks like the end of a call", 'f({"a": "b) c"})', { a: "b) c" }],
    ["a comment right behind a string", "{'a': 'x' # one\n, 'b': [\"y\"# it's two\n]}", { a: "x", b: ["y"] }],
    [
      "what only looks like such a comment",
      '{"a": "the "hit" #1 of "all" #2"}',
      { a: 'the "hit" #1 of "all" #2' },
    ],
    ["a key that nothing follows", '{"a": 1, "b":', { a: 1, b: null }],
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

  it("reads what is written loosely as if it were written well, in any mixture", () => {
    const text = fc.stringMatching(/^[A-Za-z](?:[A-Za-z ]{0,6}[A-Za-z])?$/);
    const { any } = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        text,
        fc.integer(),
        fc.constantFrom(true, false, null),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(text, tie("any"), { maxKeys: 4 }),
      ),
    }));
    const tree = fc.oneof(fc.array(any), fc.dictionary(text, any));
    fc.assert(
      fc.property(tree, fc.infiniteStream(fc.nat({ max: 5 })), (meant, choices) => {
        const choose = (...ways: readonly string[]): string =>
          ways[(choices.next().value ?? 0) % ways.length] as string;
        const quoted = (said: string): string => choose(`"${said}"`, `'${said}'`, `“${said}”`);
        const gap = (): string => choose("", " ", "\n", " /* so */ ", " // so\n", " # so\n");
        const written = (item: unknown): string => {
          if (typeof item === "string") return quoted(item);
          if (item === null) return choose("null", "None", "undefined");
          if (typeof item === "boolean") return item ? choose("true", "True") : choose("false", "False");
          if (typeof item !== "object") return String(item);
          const items = Array.isArray(item)
            ? item.map(written)
            : Object.entries(item).map(
                ([key, held]) =>
                  `${/^\w+$/.test(key) ? choose(key, quoted(key)) : quoted(key)}${choose(":", " : ", "=>", " = ")}${written(held)}`,
              );
          const inside = items.map((each) => `${gap()}${each}${gap()}`).join(",") + choose("", ",");
          return Array.isArray(item) ? `[${inside}]` : `{${inside}}`;
        };
        expect(mendJson(written(meant))).toEqual(meant);
      }),
    );
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
