import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { type ClientMessage, clientName, threadKey, threadOf } from "./thread.ts";

const agentCalled = (name: string) => new Agent({ name, model: scriptedModel(["x"]) });
const agent = agentCalled("Bo");
const user = (text: string, name?: string): ClientMessage => ({ role: "user", text, name });
const calls = (text: string, ...ids: string[]): ClientMessage => ({
  role: "assistant",
  text,
  toolCalls: ids.map((id) => ({ id, name: `tool-${id[0]}`, input: { id } })),
});
const result = (text: string, more: Partial<ClientMessage> = {}): ClientMessage => ({
  role: "tool",
  text,
  ...more,
});
const told = (messages: readonly ClientMessage[]) => {
  const { turns, events, goesOn } = threadOf(messages, agent, 7);
  return {
    turns: turns.map(({ speaker, text }) => `${speaker}: ${text}`),
    events: events.map(({ agent: who, action, actionLabel, content }) => {
      const { name, call_id, id, output } = content as Record<string, unknown>;
      return [
        who,
        action,
        actionLabel,
        typeof content === "string" ? content : `${name} ${call_id ?? id} ${output ?? ""}`,
      ]
        .filter((part) => part !== null)
        .join(" ")
        .trim();
    }),
    goesOn,
  };
};

it("holds what was said, by whom, and what became of the calls", () => {
  expect(
    told([
      { role: "system", text: "Be brief." },
      user("Hi"),
      user("Hello", "Cy"),
      user("Me?", "Bo"),
      { role: "assistant", text: "Wait" },
      { role: "system", text: "Hurry." },
      user("Go"),
      calls("", "a1", "b1"),
      result("one"),
      result("two"),
      calls("So", "a2"),
      result("three", { toolCallId: "a2" }),
    ]),
  ).toEqual({
    turns: ["User: Hi", "Cy: Hello", "User: Me?", "Bo: Wait", "User: Go", "Bo: So"],
    events: [
      "User utter Hi",
      "Bo instruct-persist client Be brief.",
      "Cy utter Hello",
      "User utter Me?",
      "Bo utter Wait",
      "User utter Go",
      "Bo instruct-persist client Hurry.",
      "Bo tool call tool-a a1",
      "Bo tool call tool-b b1",
      "Bo tool output tool-a a1 one",
      "Bo tool output tool-b b1 two",
      "Bo utter So",
      "Bo tool call tool-a a2",
      "Bo tool output tool-a a2 three",
    ],
    goesOn: true,
  });
});

it.each<[string, ClientMessage[], string[]]>([
  ["by its id", [result("x", { toolCallId: "b1" }), result("y")], ["b1 x", "a1 y"]],
  ["by its name", [result("x", { name: "tool-b" }), result("y", { name: "tool-a" })], ["b1 x", "a1 y"]],
  ["by its place", [result("x"), result("y", { toolCallId: null })], ["a1 x", "b1 y"]],
])("finds the call that a result is of %s", (_, results, expected) => {
  const { events, goesOn } = told([
    user("Go"),
    calls("", "a1", "b1"),
    ...results,
    { role: "assistant", text: "" },
  ]);
  const outputs = events.filter((each) => each.includes("output"));
  expect(outputs.map((each) => each.replace(/^Bo tool output tool-. /, ""))).toEqual(expected);
  expect(goesOn).toBe(false);
  // An answer that says nothing, and calls nothing, is a turn.
  expect(events.at(-1)).toBe("Bo utter");
});

it.each<[string, ClientMessage[]]>([
  ["a result of no call", [user("Go"), result("x")]],
  ["a second result", [calls("", "a1"), result("x"), result("y")]],
  ["a result of another call", [calls("", "a1"), result("x", { toolCallId: "a2" })]],
  ["a result of another tool", [calls("", "a1"), result("x", { name: "tool-b" })]],
  ["a call without a result", [calls("", "a1", "b1"), result("x"), user("Go")]],
])("refuses %s", (_, messages) => {
  expect(() => threadOf(messages, agent, 7)).toThrow(expect.objectContaining({ status: 400 }));
});

it("keeps last instructions, and names the sides by the agent's name", () => {
  expect(told([user("Hi"), { role: "system", text: "Last." }]).events.at(-1)).toBe(
    "Bo instruct-persist client Last.",
  );
  expect(["Bo", "User", ""].map((name) => clientName(agentCalled(name)))).toEqual(["User", "Client", "User"]);
});

it("knows a thread by its words, not by its white space", () => {
  const key = (text: string, speaker = "A", name = "x") => threadKey(name, [{ speaker, text }]);
  expect(key(" a \n b")).toBe(key("a b"));
  expect(new Set([key("a b"), key("ab"), key("a b", "B"), key("a b", "A", "y")]).size).toBe(4);
});
