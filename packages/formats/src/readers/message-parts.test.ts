import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import "./built-in-readers.ts";

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
