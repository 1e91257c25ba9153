import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonReply } from "./parse-json-reply.ts";

describe("parseJsonReply", () => {
  it.each([
    ["{'a': 1}", { a: 1 }],
    ['{"a": 1,}', { a: 1 }],
    ['Here you go: {"a": [1, 2]}. Enjoy!', { a: [1, 2] }],
    ['```\n[{"a": "x"}]\n```', [{ a: "x" }]],
    ['{"a": "one\ntwo"}', { a: "one\ntwo" }],
    ['<think>maybe {"a": 0}?</think>{"a": 1}', { a: 1 }],
    ['maybe {"a": 0}?</think>{"a": 1}', { a: 1 }],
    ['[THINK]maybe {"a": 0}?[/THINK]{"a": 1}', { a: 1 }],
  ])("reads %j", (text, value) => {
    expect(parseJsonReply(text)).toEqual({ ok: true, value, repaired: true });
  });

  it("says when there is nothing to read", () => {
    expect(parseJsonReply("I would rather not.")).toMatchObject({ ok: false });
    expect(parseJsonReply("")).toMatchObject({ ok: false });
  });

  it.each([
    '<think>Maybe {"positive": true}',
    '<think>A first draft: {"positive": true}. But no, because',
    '<thinking>{"positive": true}',
    '[THINK]{"positive": true} no wait',
    '<|channel|>analysis<|message|>{"positive": true}',
  ])("takes no draft for the answer: %s", (text) => {
    expect(parseJsonReply(text)).toMatchObject({ ok: false, problem: expect.stringContaining("reasoning") });
  });

  it("leaves JSON as it is, whatever it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(parseJsonReply(text)).toEqual({ ok: true, value: JSON.parse(text), repaired: false });
      }),
    );
  });
});
