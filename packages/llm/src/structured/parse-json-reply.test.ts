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

  const yes = '```json\n{"positive": true}\n```';
  const no = '```json\n{"positive": false}\n```';

  it.each([
    `${yes}\n${no}`,
    `Draft:\n${yes}\nOn reflection that is wrong. Final answer:\n${no}`,
    `Example:\n${yes}\nVerdict:\n${no}`,
    `The format:\n${yes}\nMy verdict:\n{"positive": false}`,
    `{"positive": true}\n${no}`,
    `${yes}\nMine: {'positive': false}`,
    `${yes}\nScratch that:\n\`\`\`json\n{"positive": fal`,
    '~~~json\n{"positive": true}\n~~~\n~~~json\n{"positive": false}\n~~~',
    `${yes}\n{"positive": true} or {"positive": false}`,
  ])("takes none of several answers that differ: %j", (text) => {
    expect(parseJsonReply(text)).toMatchObject({ ok: false, problem: expect.stringContaining("differ") });
  });

  it.each([
    `${yes}\n\nAgain:\n${yes}`,
    `${yes}\nThat is: {"positive": true}`,
    `As [2] shows and {nothing} else:\n${yes}`,
    `\`\`\`\nno JSON\n\`\`\`\n${yes}`,
    `\`\`\`json\n{"positive": true}`,
    '~~~\n{"positive": true}\n~~~',
    'My verdict: {"positive": true}',
    'json {"positive": true}',
    'Here it is.\n{"positive": true}\nAnything else?',
  ])("takes the one answer among words and fences: %j", (text) => {
    expect(parseJsonReply(text)).toEqual({ ok: true, value: { positive: true }, repaired: true });
  });

  it.each([
    'I cannot answer in JSON like {"positive": true}.',
    'not {"positive": true}',
    'It would be, if it were polite, {"positive": true}',
  ])("takes no JSON amid a sentence: %j", (text) => {
    expect(parseJsonReply(text)).toMatchObject({ ok: false, problem: expect.stringContaining("sentence") });
  });

  it("counts the brackets that are open at once, however many there are", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    const wide = JSON.stringify(Array.from({ length: 1000 }, () => ({ a: [{}] })));
    for (const text of [nested(200), wide, `${"]".repeat(300)}{"a": 1}`])
      expect(parseJsonReply(text)).not.toMatchObject({ problem: expect.stringContaining("nested deeper") });
    expect(parseJsonReply(nested(201))).toEqual({
      ok: false,
      problem: "the reply is nested deeper than 200 brackets",
    });
    expect(parseJsonReply(wide)).toMatchObject({ ok: true, repaired: false });
    expect(parseJsonReply(`${"]".repeat(300)}${nested(201)}`)).toMatchObject({ ok: false });
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
