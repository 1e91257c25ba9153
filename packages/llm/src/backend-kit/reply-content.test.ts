import { expect, it } from "vitest";
import { ReplyBuilder } from "./reply-builder.ts";

function read(content: unknown) {
  const reply = new ReplyBuilder("x:m", []);
  reply.usage({ inputTokens: 1, outputTokens: 1 });
  for (const chunk of reply.text(content)) void chunk;
  reply.finishReason = "stop";
  const { text, thinking, finishReason, warnings } = reply.result();
  return { text, thinking, finishReason, left: warnings.map(({ message }) => /"(.+)"/.exec(message)?.[1]) };
}

const said = (text: string, thinking?: string) => ({ text, thinking, finishReason: "stop", left: [] });

it.each<[string, unknown, object]>([
  ["a text", "Hi", said("Hi")],
  ["nothing", null, said("")],
  ["no field at all", undefined, said("")],
  ["a list of texts", [{ type: "text", text: "Hi " }, "there"], said("Hi there")],
  ["lists in lists", [[{ type: "output_text", text: "Hi" }]], said("Hi")],
  ["one part", { type: "text", text: "Hi" }, said("Hi")],
  ["a text without a type", [{ text: "Hi" }], said("Hi")],
  ...["thinking", "reasoning", "reasoning_text", "reasoning.text", "summary_text"].map(
    (type): [string, unknown, object] => [
      `a thought of the type ${type}`,
      [{ type, text: "Hm." }, "Hi"],
      said("Hi", "Hm."),
    ],
  ),
  ["a thought under its own name", [{ type: "thinking", thinking: "Hm." }, "Hi"], said("Hi", "Hm.")],
  [
    "a thought in pieces",
    [{ thinking: [{ text: "H" }, { thinking: "m" }, ".", null, 7] }, "Hi"],
    said("Hi", "Hm."),
  ],
  ["a refusal", [{ type: "refusal", refusal: "No." }], { ...said("No."), finishReason: "content_filter" }],
  ["a thought told in short", [{ type: "reasoning.summary", summary: "Hm." }, "Hi"], said("Hi", "Hm.")],
  ["an object with a text in it", { text: { value: "Hi" } }, said("Hi")],
  ["an empty object", {}, { ...said(""), left: ["unknown"] }],
  ["a text that is an object of something else", { text: { a: 1 } }, { ...said(""), left: ["unknown"] }],
  ["the transcript of a sound", { id: "a", data: "xx", transcript: "Hi" }, said("Hi")],
  [
    "a thought nobody may read",
    [{ type: "reasoning.encrypted", data: "x" }, "Hi"],
    { ...said("Hi"), left: ["reasoning.encrypted"] },
  ],
  ...(
    [
      ["reasoning", { reasoning: "Hm." }],
      ["reasoning_content", { reasoning_content: { text: "Hm." } }],
      ["thinking", { content: "Hm." }],
      ["reasoning", { content: [{ type: "text", text: "Hm." }] }],
    ] as const
  ).map(([type, part]): [string, unknown, object] => [
    `a thought of the type ${type} under ${JSON.stringify(Object.keys(part))}`,
    [{ type, ...part }, "Hi"],
    said("Hi", "Hm."),
  ]),
  ["a message in the place of its content", { role: "assistant", content: "Hi" }, said("Hi")],
  ["a list of parts in a message", { parts: [{ text: "H" }, { text: "i" }] }, said("Hi")],
  [
    "a tool's result, which was not said",
    [{ type: "tool_result", content: "18" }, "Hi"],
    { ...said("Hi"), left: ["tool_result"] },
  ],
  ["a call without a name", ["Hi", { type: "tool_use" }], { ...said("Hi"), left: ["tool_use"] }],
  ["a picture", ["Hi", { type: "image_url" }], { ...said("Hi"), left: ["image_url"] }],
  ["what says not what it is", [{ colour: "red" }], { ...said(""), left: ["unknown"] }],
  ["a number", 7, said("7")],
  ["a truth value", true, { ...said(""), left: ["boolean"] }],
])("the content of a message is read from %s", (_what, content, expected) => {
  expect(read(content)).toEqual(expected);
});

it("a call of a tool among the parts is one", () => {
  const reply = new ReplyBuilder("x:m", []);
  const part = { type: "tool_use", id: "a", name: "weather", input: { city: "Oslo" } };
  const chunks = [...reply.text([{ type: "text", text: "Let me look." }, part])];
  const call = { id: "a", name: "weather", input: { city: "Oslo" } };
  expect(chunks).toEqual([
    { type: "text", delta: "Let me look." },
    { type: "tool-call", call },
  ]);
});
