import { expect, it } from "vitest";
import type { Message } from "../message.ts";
import { pairToolResults } from "./pair-tool-results.ts";

const user = (content: string): Message => ({ role: "user", content });
const calls = (...ids: string[]): Message => ({
  role: "assistant",
  content: "",
  toolCalls: ids.map((id) => ({ id, name: "find", input: {} })),
});
const result = (toolCallId: string, content: string): Message => ({
  role: "tool",
  toolCallId,
  name: "find",
  content,
});
const untold = { content: "The tool gave no result.", isError: true };

/** One line for each message. */
function paired(messages: readonly Message[], toolIds?: RegExp) {
  const notes: string[] = [];
  const lines = pairToolResults(messages, toolIds, (note) => void notes.push(note)).map((message) =>
    message.role === "tool"
      ? `${message.toolCallId} = ${message.content}`
      : "toolCalls" in message
        ? `calls ${message.toolCalls?.map(({ id }) => id).join(" ")}`
        : `${message.role}: ${message.content}`,
  );
  return { lines, notes };
}

it.each<[string, Message[], string[], string[]]>([
  ["nothing of tools", [user("Hi")], ["user: Hi"], []],
  [
    "results in another order, and words between",
    [calls("a", "b"), result("b", "2"), user("Well?"), result("a", "1")],
    ["calls a b", "a = 1", "b = 2", "user: Well?"],
    [],
  ],
  [
    "a call without a result",
    [calls("a", "b"), result("b", "2")],
    ["calls a b", `a = ${untold.content}`, "b = 2"],
    ["a tool call without a result was given one that says so"],
  ],
  [
    "a result without its call",
    [user("Hi"), result("z", "9")],
    ["user: Hi", "user: [Result of find: 9]"],
    ["a tool's result without its call was sent as part of the user's message"],
  ],
  [
    "a result that comes after the next message of the assistant",
    [calls("a"), { role: "assistant", content: "Hm." }, result("a", "1")],
    ["calls a", `a = ${untold.content}`, "assistant: Hm.", "user: [Result of find: 1]"],
    [
      "a tool call without a result was given one that says so",
      "a tool's result without its call was sent as part of the user's message",
    ],
  ],
  [
    "an id that was used before",
    [calls("a"), result("a", "1"), calls("a"), result("a", "2")],
    ["calls a", "a = 1", "calls call_1", "call_1 = 2"],
    [],
  ],
  [
    "an id twice in one message",
    [calls("a", "a"), result("a", "1"), result("a", "2")],
    ["calls a call_1", "a = 1", "call_1 = 2"],
    [],
  ],
  ["no calls in a list of them", [calls(), user("Hi")], ["assistant: ", "user: Hi"], []],
])("puts results behind their calls: %s", (_what, messages, lines, notes) => {
  expect(paired(messages)).toEqual({ lines, notes });
});

it("replaces ids that would be refused, and calls a missing result an error", () => {
  expect(paired([calls("a b", "call_0"), result("a b", "1")], /^\w+$/).lines).toEqual([
    "calls call_0 call_1",
    "call_0 = 1",
    `call_1 = ${untold.content}`,
  ]);
  expect(pairToolResults([calls("a")], undefined, () => undefined)[1]).toMatchObject({
    role: "tool",
    ...untold,
  });
});
