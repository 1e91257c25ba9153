import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { messagesRow, openAiRow, shareGptRow } from "./exported-rows.ts";

const event = (agent: string, actionLabel: string | null, content: unknown) => ({
  agent,
  action: actionLabel === null ? "utter" : "tool",
  actionLabel,
  content,
  timestamp: 1,
});
/** A dialogue in which a tool is called so many times at once. */
function calling(times: number, more: object = {}): Dialog {
  const calls = Array.from({ length: times }, (_, index) => `c${index}`);
  return new Dialog({
    id: 7,
    turns: [
      { speaker: "User", text: "Is it warm?" },
      { speaker: "Assistant", text: "It is." },
    ],
    events: [
      event("User", null, "Is it warm?"),
      ...calls.map((id) => event("Assistant", "call", { name: "weather", args: {}, id })),
      ...calls.map((id) => event("Assistant", "output", { name: "weather", output: "7", call_id: id })),
      event("Assistant", null, "It is."),
    ],
    tools: [{ name: "weather", description: "", parameters: {} }],
    ...more,
  });
}

it.each([
  [1, false],
  [2, true],
])("OpenAI's rows say whether tools are called at once: %d calls, %s", (times, parallel) => {
  expect(openAiRow(calling(times), {})).toMatchObject({ parallel_tool_calls: parallel, tools: [{}] });
  expect(openAiRow(new Dialog({ turns: calling(0).turns }), {})).not.toHaveProperty("tools");
});

it.each([
  ["gemma3", "gemma3"],
  [{ name: "gemma3", temperature: 0 }, "gemma3"],
  [{ name: 3 }, null],
  [{}, null],
  [null, null],
])("rows of messages name the model of %j: %s", (model, name) => {
  const row = messagesRow(calling(0, { model, seed: 3 }), {});
  expect(row).toMatchObject({ id: "7", model: name, seed: 3, stop_reason: null });
});

it("ShareGPT's rows have the prompt under a key of its own, and none where there is nothing", () => {
  const personas = { Assistant: { role: "clerk" } };
  const row = shareGptRow(calling(0, { personas }), {}) as {
    system?: string;
    conversations: { from: string }[];
  };
  expect(row.system).toContain("clerk");
  expect(row.conversations.map(({ from }) => from)).toEqual(["human", "gpt"]);
  expect(shareGptRow(calling(0), {})).not.toHaveProperty("system");
  const both = shareGptRow(calling(2), {}) as { conversations: { from: string; value: string }[] };
  expect(both.conversations.map(({ from }) => from)).toEqual([
    "human",
    "function_call",
    "observation",
    "gpt",
  ]);
  expect(JSON.parse(both.conversations[1]?.value ?? "")).toHaveLength(2);
});
