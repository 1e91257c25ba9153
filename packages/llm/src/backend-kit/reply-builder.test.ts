import { describe, expect, it } from "vitest";
import { longestReply } from "./longest-reply.ts";
import { ReplyBuilder, type ToolCallPart } from "./reply-builder.ts";
import { parseToolInput } from "./tool-input.ts";

type Piece = readonly [index: number | undefined, part: ToolCallPart];

function callsOf(...pieces: readonly Piece[]) {
  const reply = new ReplyBuilder("x:y", []);
  for (const [index, part] of pieces) reply.toolCallPart(index, part);
  for (const chunk of reply.toolCallsDone()) void chunk;
  reply.finishReason = "stop";
  return reply.result().toolCalls.map(({ id, name, input }) => [id, name, input]);
}

const a = ["a", "f", { x: 1 }];
const b = ["b", "g", { y: 2 }];

it("tells the same only once", () => {
  const reply = new ReplyBuilder("x:y", []);
  for (const message of ["one", "two", "one"]) for (const setting of ["a", "b"]) reply.warn(setting, message);
  reply.finishReason = "stop";
  expect(reply.result().warnings.slice(0, 4)).toEqual(
    ["one", "two"].flatMap((message) => ["a", "b"].map((setting) => ({ setting, message }))),
  );
});

describe("calls of tools in pieces", () => {
  it.each<readonly [string, readonly Piece[], readonly unknown[]]>([
    [
      "by index",
      [
        [0, { id: "a", name: "f" }],
        [1, { id: "b", name: "g" }],
        [1, { input: '{"y":2}' }],
        [0, { input: '{"x":1}' }],
      ],
      [a, b],
    ],
    [
      "by id, without index",
      [
        [undefined, { id: "a", name: "f", input: '{"x":1}' }],
        [undefined, { id: "b", name: "g", input: '{"y":2}' }],
      ],
      [a, b],
    ],
    [
      "by id, in halves",
      [
        [undefined, { id: "a", name: "f", input: '{"x"' }],
        [undefined, { input: ":1}" }],
        [undefined, { id: "b", name: "g", input: '{"y":2}' }],
      ],
      [a, b],
    ],
    [
      "by id, under one index",
      [
        [0, { id: "a", name: "f", input: '{"x":1}' }],
        [0, { id: "b", name: "g" }],
        [0, { input: '{"y":2}' }],
      ],
      [a, b],
    ],
    [
      "by id that comes every time",
      [
        [0, { id: "a", name: "f", input: '{"x"' }],
        [0, { id: "a", name: "f", input: ":1}" }],
      ],
      [a],
    ],
    [
      "with an id that comes late",
      [
        [0, { name: "f", input: '{"x"' }],
        [0, { id: "a", input: ":1}" }],
      ],
      [a],
    ],
    [
      "by name alone",
      [
        [undefined, { name: "f", input: '{"x":1}' }],
        [undefined, { name: "g", input: '{"y":2}' }],
      ],
      [
        ["call_0", "f", { x: 1 }],
        ["call_1", "g", { y: 2 }],
      ],
    ],
    [
      "by name, under one index",
      [
        [0, { name: "f", input: "{}" }],
        [0, { name: "f", input: "{}" }],
      ],
      [
        ["call_0", "f", {}],
        ["call_1", "f", {}],
      ],
    ],
    [
      "by index, under one id",
      [
        [0, { id: "a", name: "f", input: '{"x"' }],
        [1, { id: "a", name: "g", input: '{"y":2}' }],
        [0, { id: "a", name: "f", input: ":1}" }],
      ],
      [a, ["call_1", "g", { y: 2 }]],
    ],
    [
      "by their arguments, which are an id for each piece",
      [
        [undefined, { id: "1", name: "f", input: '{"x"' }],
        [undefined, { id: "2", input: ":1}" }],
        [undefined, { id: "3", name: "g", input: '{"y":2}' }],
      ],
      [
        ["1", "f", { x: 1 }],
        ["3", "g", { y: 2 }],
      ],
    ],
    [
      "by name, with arguments that are not whole yet",
      [
        [undefined, { name: "f", input: '{"x"' }],
        [undefined, { name: "f", input: ":1}" }],
      ],
      [["call_0", "f", { x: 1 }]],
    ],
    ["with no arguments", [[0, { id: "a", name: "f" }]], [["a", "f", {}]]],
  ])("are told apart %s", (_how, pieces, calls) => {
    expect(callsOf(...pieces)).toEqual(calls);
  });
});

it.each([
  ["in halves", ["look", "_up"], "look_up"],
  ["in three pieces", ["lo", "ok", "_up"], "look_up"],
  ["every time", ["look_up", "look_up"], "look_up"],
  ["as far as it has come", ["look", "look_up"], "look_up"],
  ["and its end once more", ["look_up", "_up"], "look_up"],
  ["and nothing more", ["look_up", ""], "look_up"],
])("the name of a call may come %s", (_how, pieces, name) => {
  expect(callsOf(...pieces.map((piece): Piece => [0, { name: piece }]))).toEqual([["call_0", name, {}]]);
});

it("a name that comes after arguments is the one of before", () => {
  expect(callsOf([0, { name: "f", input: '{"x"' }], [0, { name: "g", input: ":1}" }])).toEqual([
    ["call_0", "f", { x: 1 }],
  ]);
});

it.each([
  ["a text", "x".repeat(longestReply + 1)],
  ["a text within", { list: [{ text: "x".repeat(longestReply) }] }],
  ["many values", Array(300).fill(Array(1000).fill(1))],
  ["a name", { ["x".repeat(longestReply)]: 1 }],
])("arguments that are too long are refused before they are looked through: %s", (_what, input) => {
  const calling = (given: unknown) => [
    ...new ReplyBuilder("x:y", []).toolCall({ id: "a", name: "f", input: given as never }),
  ];
  expect(() => calling(input)).toThrow(expect.objectContaining({ kind: "too_large" }));
  expect(calling({ text: "x".repeat(longestReply - 4) })).toHaveLength(1);
});

describe("parseToolInput", () => {
  it.each([
    ['{"x":1}', { x: 1 }],
    ['"{\\"x\\":1}"', { x: 1 }],
    ["", {}],
    ["null", {}],
    [null, {}],
    [undefined, {}],
    [{ x: 1 }, { x: 1 }],
    ['"just words"', "just words"],
    ['"5"', "5"],
    ["not JSON", "not JSON"],
    ["[1]", [1]],
  ])("%j", (written, input) => {
    expect(parseToolInput(written)).toEqual(input);
  });

  it("leaves as text what is nested too deep to be written again", () => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    expect(parseToolInput(deep)).toBe(deep);
    expect(parseToolInput(JSON.stringify(deep))).toBe(deep);
  });
});

describe("the name of the model that answered", () => {
  it.each([
    ["m", "m", 0],
    ["m".repeat(500), "m".repeat(500), 0],
    ["m".repeat(1_000_000), `${"m".repeat(500)}…`, 1],
    [undefined, "x:y", 0],
    [5, "x:y", 0],
  ])("is bounded, and said to be cut: %j", (said, name, warnings) => {
    const reply = new ReplyBuilder("x:y", []);
    reply.answeredBy = said as string;
    reply.finishReason = "stop";
    const { model, warnings: told } = reply.result();
    expect(model).toBe(name);
    expect(told.filter(({ message }) => message.includes("name of the model"))).toHaveLength(warnings);
  });
});
