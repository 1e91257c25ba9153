import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { type About, roleOf, type Said, saidDialog } from "./said.ts";

/** Turns and events of a conversation, a line each. */
function told(messages: readonly Said[], about?: About) {
  const { turns, events, personas, annotations } = Dialog.from(saidDialog(messages, about));
  return {
    turns: turns.map(({ speaker, text }) => `${speaker}: ${text}`),
    events: events?.map(({ agent, action, actionLabel, content }) =>
      [agent, action, actionLabel, typeof content === "string" ? content : JSON.stringify(content)]
        .filter((part) => part !== null)
        .join(" "),
    ),
    personas: personas ?? undefined,
    annotations: annotations ?? undefined,
  };
}
const user = (text: string, more: Partial<Said> = {}): Said => ({
  speaker: "Ann",
  role: "user",
  text,
  ...more,
});
const bot = (text: string, more: Partial<Said> = {}): Said => ({
  speaker: "Bo",
  role: "assistant",
  text,
  ...more,
});
const system = (text: string, more: Partial<Said> = {}): Said => ({
  speaker: null,
  role: "system",
  text,
  ...more,
});
const call = (name: string, id?: string) => ({ name, id, args: { of: name } });
const result = (output: unknown, more: object = {}): Said => ({
  speaker: null,
  text: "",
  result: { output, ...more },
});

it("is turns, and no events where nothing else happened", () => {
  expect(saidDialog([user("Hi"), bot("Hello", { speaker: "assistant" })])).toEqual({
    turns: [
      { speaker: "Ann", text: "Hi", role: "user" },
      { speaker: "assistant", text: "Hello" },
    ],
  });
  expect(saidDialog([])).toEqual({ turns: [] });
});

describe("the system's words", () => {
  it("are the assistant's prompt where they come first, and instructions later", () => {
    expect(told([system("Be brief."), system("Be kind."), user("Hi"), system("Hurry."), bot("Yes")])).toEqual(
      {
        turns: ["Ann: Hi", "Bo: Yes"],
        events: ["Ann utter Hi", "Bo instruct system Hurry.", "Bo utter Yes"],
        personas: { Bo: { system_prompt: "Be brief.\nBe kind." } },
        annotations: undefined,
      },
    );
  });

  it("come behind what the row tells of the assistant, each once, and others' keys stay theirs", () => {
    const about = { personas: { assistant: { system_prompt: "Be kind.", mood: 1 }, Ann: { age: 7 } } };
    expect(told([system("Be brief."), bot("Yes")], about).personas).toEqual({
      Ann: { age: 7 },
      Bo: { system_prompt: "Be kind.\nBe brief.", mood: 1 },
    });
    expect(told([system("Be kind."), bot("Yes")], about).personas).toMatchObject({
      Bo: { system_prompt: "Be kind." },
    });
    const both = { personas: { assistant: { mood: 1 }, Bo: { mood: 2 } } };
    expect(told([bot("Yes")], both).personas).toEqual(both.personas);
    expect(told([system("Be brief."), user("Hi")]).personas).toEqual({
      assistant: { system_prompt: "Be brief." },
    });
  });

  it("keep what else their messages held", () => {
    const keys = (...messages: Said[]) => told(messages, { annotations: { own: 1 } }).annotations;
    expect(keys(system("a", { further: { x: 1 } }), user("Hi"))).toEqual({
      own: 1,
      system_message: { x: 1 },
    });
    expect(keys(system("a", { further: { x: 1 } }), system("b", { further: { y: 2 } }))).toEqual({
      own: 1,
      system_message: [{ x: 1 }, { y: 2 }],
    });
    expect(keys(system("a"), user("Hi"))).toEqual({ own: 1 });
  });
});

describe("calls and their results", () => {
  it("find each other by id, by name and by order", () => {
    const calls = [call("look", "1"), call("book", "2"), call("pay")];
    const events = told([
      user("Go"),
      bot("So", { calls }),
      result("b", { id: "2" }),
      result("p", { name: "pay" }),
      result("l"),
      result("x", { name: "odd" }),
    ]).events;
    expect(events).toEqual([
      "Ann utter Go",
      "Bo utter So",
      'Bo tool call {"name":"look","args":{"of":"look"},"id":"1"}',
      'Bo tool call {"name":"book","args":{"of":"book"},"id":"2"}',
      'Bo tool call {"name":"pay","args":{"of":"pay"}}',
      'Bo tool output {"name":"book","output":"b","call_id":"2"}',
      'Bo tool output {"name":"pay","output":"p"}',
      'Bo tool output {"name":"look","output":"l","call_id":"1"}',
      'Bo tool output {"name":"odd","output":"x"}',
    ]);
  });

  it("belong to whoever called, simulated users too", () => {
    const { events, turns } = told([
      user("", { calls: [call("look")], silent: true }),
      result("l"),
      bot("Yes"),
    ]);
    expect(turns).toEqual(["Bo: Yes"]);
    expect(events?.slice(0, 2)).toEqual([
      'Ann tool call {"name":"look","args":{"of":"look"}}',
      'Ann tool output {"name":"look","output":"l"}',
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ["a list of as many", '["a", {"b": 1}]', ['"a"', '{"b":1}']],
    ["a list that was read", ["a", "b"], ['"a"', '"b"']],
    ["a list of more", '["a", "b", "c"]', [JSON.stringify('["a", "b", "c"]')]],
    ["no list", "done", ['"done"']],
  ])("come together as %s", (_, output, outputs) => {
    const said = [bot("", { calls: [call("look"), call("book")] }), result(output, { together: true })];
    const found = told(said).events?.filter((each) => each.includes("tool output"));
    expect(found?.map((each) => /"output":(.*)\}$/.exec(each)?.[1])).toEqual(outputs);
    expect(told([said[0] as Said, result(output, {})]).events?.length).toBe(3);
  });
});

describe("a message", () => {
  it("that says nothing is a turn, unless it was only thought or called", () => {
    expect(told([user(""), bot("Yes")]).turns).toEqual(["Ann: ", "Bo: Yes"]);
    expect(told([user("", { silent: true }), bot("Yes")]).turns).toEqual(["Bo: Yes"]);
    expect(told([user("", { calls: [call("look")] }), bot("Yes")]).turns).toEqual(["Bo: Yes"]);
    expect(told([bot("Yes", { thought: "hm" }), bot("", { thought: "so", silent: true })])).toMatchObject({
      turns: ["Bo: Yes"],
      events: ["Bo think hm", "Bo utter Yes", "Bo think so"],
    });
    expect(told([bot("Yes", { thought: "" })]).events).toBeUndefined();
  });

  it("keeps its keys where it was said, or with the first thing that it became", () => {
    const further = { x: 1, agent: "z", actionLabel: "l" };
    expect(saidDialog([user("Hi", { further })]).turns?.[0]).toMatchObject({ text: "Hi", ...further });
    const silent = saidDialog([
      bot("", { further, calls: [{ ...call("look"), further: { y: 2 } }, call("book")] }),
    ]);
    expect(silent.events?.[0]).toMatchObject({
      x: 1,
      agent_: "z",
      actionLabel_: "l",
      y: 2,
      role: "assistant",
      agent: "Bo",
    });
    expect(silent.events?.[1]).not.toHaveProperty("x");
    expect(saidDialog([result("r", {}), user("Hi")]).events?.[0]).toMatchObject({
      agent: "assistant",
      action: "tool",
    });
  });

  it.each<[string | number | undefined, number]>([
    [undefined, 0],
    ["some day", 0],
    [1_700_000_000, 1_700_000_000],
    [1_700_000_000_999, 1_700_000_000],
    ["1700000000.7", 1_700_000_000],
    ["1700000000999", 1_700_000_000],
    ["2023-11-14T22:13:20.900Z", 1_700_000_000],
  ])("of the time %j happened at %i", (time, timestamp) => {
    const { turns, events } = saidDialog([
      bot("Yes", { ...(time === undefined ? {} : { time }), thought: "hm" }),
    ]);
    expect(events?.map((event) => event["timestamp"])).toEqual([timestamp, timestamp]);
    expect(turns?.[0]?.["time"]).toBe(time);
  });
});

it.each([
  ["Human", "user"],
  ["gpt", "assistant"],
  ["DEVELOPER", "system"],
  ["observation", "result"],
  ["function_call", "call"],
  ["Ann", undefined],
  ["toString", undefined],
  ["constructor", undefined],
])("the word %s names the role %j", (word, role) => {
  expect(roleOf(word)).toBe(role);
});
