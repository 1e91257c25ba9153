import { Dialog, type DialogEventInput } from "@sdialog/core";
import { expect, it } from "vitest";
import { toolRounds } from "./tool-rounds.ts";

const said = (agent: string): DialogEventInput => ({ agent, action: "utter", content: "", timestamp: 0 });
const tool = (actionLabel: string, content: unknown, agent = "Bot"): DialogEventInput => ({
  agent,
  action: "tool",
  actionLabel,
  content: content as never,
  timestamp: 0,
});
const call = (name: string, more: object = {}) => tool("call", { name, args: { a: 1 }, ...more });
const output = (more: object) => tool("output", more);

/** Turn → its messages, a call as `find#id`, a result as `find#id=output`. */
function rounds(...events: DialogEventInput[]) {
  const dialog = new Dialog({ turns: [], events });
  return [...toolRounds(dialog.events ?? [], new Set(["Bot"]))].map(([turn, messages]) => [
    turn,
    ...messages.map((message) =>
      message.role === "tool"
        ? `${message.name}#${message.tool_call_id}=${message.content}`
        : `${message.content}[${message.role === "assistant" ? message.tool_calls?.map(({ id, function: { name } }) => `${name}#${id}`).join(" ") : ""}]`,
    ),
  ]);
}

it.each<[string, DialogEventInput[], unknown[]]>([
  ["nothing", [said("User"), said("Bot")], []],
  [
    "a call and its result, before the turn that follows",
    [
      said("User"),
      call("find", { id: "x" }),
      output({ call_id: "x", name: "find", output: "7" }),
      said("Bot"),
    ],
    [[1, "[find#x]", "find#x=7"]],
  ],
  [
    "calls made at once, and one after the other",
    [
      call("a", { id: "1" }),
      call("b", { id: "2" }),
      output({ call_id: "2", output: "B" }),
      call("c", { id: "3" }),
      output({ call_id: "1", output: "A" }),
    ],
    [[0, "[a#1 b#2]", "b#2=B", "[c#3]", "a#1=A"]],
  ],
  [
    "results without ids, which answer the first call of their name that waits",
    [
      call("a"),
      call("b"),
      call("a"),
      output({ name: "a", output: 1 }),
      output({ name: "a", output: { x: 2 } }),
      output({ output: "rest" }),
    ],
    [[0, "[a#call_1 b#call_2 a#call_3]", "a#call_1=1", 'a#call_3={"x":2}', "b#call_2=rest"]],
  ],
  [
    "results of no call that is known",
    [call("a", { id: "1" }), output({ call_id: "9", name: "z", output: null }), output({ name: "y" })],
    [[0, "[a#1]", "z#9=null", "y#y=null"]],
  ],
  [
    "what was said beside a call",
    [call("a", { id: "1", text: " Let me look. " })],
    [[0, "Let me look.[a#1]"]],
  ],
  [
    "calls of others, and what is none",
    [tool("call", { name: "a" }, "User"), tool("call", "a"), { ...call("a"), action: "think" }],
    [],
  ],
])("of events with %s, these messages stand before these turns", (_what, events, expected) => {
  expect(rounds(...events)).toEqual(expected);
});
