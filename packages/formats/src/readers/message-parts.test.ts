import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import "./built-in-readers.ts";
import { messageParts, toolCall } from "./message-parts.ts";

describe("the JSON text of a call's arguments", () => {
  const args = { query: "tides", days: [1, 2] };
  const text = JSON.stringify(args);
  const called = { name: "search", arguments: text };
  const rows: Readonly<Record<string, unknown>> = {
    openai: { messages: [{ role: "assistant", content: null, tool_calls: [{ id: "c", function: called }] }] },
    "an older key": { messages: [{ role: "assistant", content: null, function_call: called }] },
    "Anthropic's parts": {
      messages: [
        { role: "assistant", content: [{ type: "tool_use", id: "c", name: "search", input: text }] },
      ],
    },
    sharegpt: { conversations: [{ from: "function_call", value: JSON.stringify(called) }] },
    "Hermes' tags": {
      conversations: [{ from: "gpt", value: `<tool_call>${JSON.stringify(called)}</tool_call>` }],
    },
    "a chat template's text": {
      text: `<|im_start|>assistant\n<tool_call>${JSON.stringify(called)}</tool_call><|im_end|>`,
    },
    chatgpt: {
      mapping: {
        a: {
          parent: null,
          children: [],
          message: {
            author: { role: "assistant" },
            recipient: "search",
            content: { content_type: "code", text },
          },
        },
      },
    },
    tau2: { task_id: 1, traj: [{ role: "assistant", content: null, tool_calls: [{ function: called }] }] },
  };

  it.each(Object.entries(rows))("is read into an object: %s", async (_, row) => {
    const file = join(await temporaryFolder(), "c.json");
    await writeFile(file, JSON.stringify([row]));
    const [dialog] = await Array.fromAsync(loadDialogs(file));
    expect(dialog?.events?.map(({ content }) => content)).toEqual([
      expect.objectContaining({ name: "search", args }),
    ]);
  });
});

describe("the parts of a message", () => {
  it.each<[unknown, object]>([
    ["Hi", { text: "Hi" }],
    [["a", { type: "text", text: "b" }, "", 7, null], { text: "a\nb" }],
    [{ content_type: "text", text: "a" }, { text: "a" }],
    [{ text: "a" }, { text: "a" }],
    [[{ type: "refusal", refusal: "No." }], { text: "No." }],
    // What a part says besides is kept; what says nothing is not.
    [
      [{ type: "text", text: "a", citations: [1], logprobs: null }],
      { text: "a", further: [{ type: "text", citations: [1] }] },
    ],
    [
      [
        { type: "thinking", thinking: "hm" },
        { type: "reasoning", text: "so" },
      ],
      { text: "", thought: "hm\nso" },
    ],
    [
      [
        { type: "image_url", image_url: "u" },
        { type: "input_audio", data: "d" },
        { content_type: "image_asset_pointer" },
      ],
      {
        text: "[image]\n[audio]\n[image]",
        attachments: [
          { type: "image_url", image_url: "u" },
          { type: "input_audio", data: "d" },
          { content_type: "image_asset_pointer" },
        ],
      },
    ],
    [
      [{ type: "tool_use", id: 5, name: "find", input: '{"a":1}', cache: "c" }],
      {
        text: "",
        calls: [{ id: "5", name: "find", args: { a: 1 } }],
        further: [{ type: "tool_use", cache: "c" }],
      },
    ],
    [
      [
        { type: "tool_result", tool_use_id: "5", content: [{ type: "text", text: "7" }] },
        { type: "tool_result", content: [{ type: "image", source: "s" }] },
        { type: "tool_result", content: [{ type: "text", text: "7", title: "t" }] },
      ],
      {
        text: "",
        results: [
          { id: "5", output: "7" },
          { id: undefined, output: [{ type: "image", source: "s" }] },
          { id: undefined, output: [{ type: "text", text: "7", title: "t" }] },
        ],
      },
    ],
  ])("of %j are %j", (content, parts) => {
    expect(messageParts(content)).toEqual({ calls: [], attachments: [], further: [], results: [], ...parts });
  });

  it.each<[unknown, object]>([
    [
      { id: "c", type: "function", function: { name: "find", arguments: '{"a":1}' } },
      { id: "c", name: "find", args: { a: 1 } },
    ],
    [
      { name: "find", args: { a: 1 } },
      { name: "find", args: { a: 1 } },
    ],
    [
      { name: "find", parameters: null },
      { name: "find", args: {} },
    ],
    [
      { name: "find", arguments: "so" },
      { name: "find", args: "so" },
    ],
    // What is said of a call inside and outside of its function is kept.
    [
      { id: 7, index: 0, note: null, function: { name: "find", arguments: {}, strict: true } },
      { id: "7", name: "find", args: {}, further: { index: 0, strict: true } },
    ],
    [
      { name: "find", arguments: {}, parameters: 1 },
      { name: "find", args: {}, further: { parameters: 1 } },
    ],
    ["find", { name: "", args: {} }],
    [null, { name: "", args: {} }],
  ])("of a call %j are %j", (call, parts) => {
    expect(toolCall(call)).toEqual({ id: undefined, ...parts });
  });
});
