import type { Instruction, Orchestrator, OrchestratorSession } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ConversationFailedError } from "../conversation/conversation-failed-error.ts";
import { tool } from "../tools/tool.ts";
import { Agent } from "./agent.ts";

function rule(label: string, session: OrchestratorSession, persistent = false): Orchestrator {
  return { label, persistent, begin: () => session, toJSON: () => ({ name: label }) };
}

const always = (instruction: Instruction | string) => rule("rule", { instruct: () => instruction });
const other = () => new Agent({ name: "B", model: scriptedModel(() => "And?") });
const call = (name: string, input: unknown = {}) => ({ toolCalls: [{ id: name, name, input }] });
const search = tool({
  name: "search",
  description: "Searches.",
  input: z.object({}),
  run: () => "no results",
});

describe("instructions after a tool's result", () => {
  it("hold for the turn, or for good when persistent, and then only once", async () => {
    const model = scriptedModel([
      call("search"),
      call("search"),
      "Found.",
      call("search"),
      "Again.",
      "Well.",
    ]);
    const agent = new Agent({ model, tools: [search] }).with(
      rule("now", { afterTool: () => "Use other words." }),
      rule("ever", { afterTool: () => "Doubt the tool." }, true),
    );
    for (const message of ["One", "Two", "Three"]) await agent.respond(message);
    const count = (request: number, text: string) =>
      model.requests[request]?.messages.filter(({ content }) => content === text).length;
    expect([1, 2, 4, 5].map((request) => count(request, "Use other words."))).toEqual([1, 2, 1, 0]);
    expect([1, 2, 4, 5].map((request) => count(request, "Doubt the tool."))).toEqual([1, 1, 1, 1]);
  });
});

describe("a rule that decides", () => {
  it("has something said word for word, without asking the model", async () => {
    const model = scriptedModel([]);
    const agent = new Agent({ name: "A", model }).with(always({ reply: "Please hold the line." }));
    const dialog = await agent.dialogWith(other(), { seed: 1, maxTurns: 2 });
    expect(dialog.turns[0]?.text).toBe("Please hold the line.");
    expect(dialog.format({ orchestration: true })).toContain(
      "[A] (instruct-reply:rule) Please hold the line.",
    );
  });

  it("ends the conversation, whoever may", async () => {
    const agent = new Agent({ name: "A", canFinish: false, model: scriptedModel(["Bye."]) }).with(
      always({ end: true }),
    );
    const dialog = await agent.dialogWith(other(), { seed: 1, closingReply: false });
    expect([dialog.toString(), dialog.stopReason]).toEqual(["A: Bye.", "stop_signal"]);
  });

  it("forbids to end it, and has a speaker without words go on", async () => {
    const model = scriptedModel(["Bye! STOP", "STOP", "So, as I said.", "x"]);
    const agent = new Agent({ name: "A", model }).with(always({ end: false }));
    const dialog = await agent.dialogWith(other(), { seed: 1, maxTurns: 4 });
    expect(dialog.filter("A").turns.map(({ text }) => text)).toEqual(["Bye!", "So, as I said."]);
    expect(dialog.stopReason).toBe("max_turns");
    expect(model.requests[2]?.messages.at(-1)?.content).toContain("not over");
  });
});

describe("a rule that throws", () => {
  it("fails the conversation by name, and what was said before is kept", async () => {
    const agent = new Agent({ name: "A", model: scriptedModel(["Hi."]) }).with(
      rule("fragile", {
        instruct: ({ turns }) => {
          if (turns.length > 0) throw new TypeError("turns.foo is not a function");
          return undefined;
        },
      }),
    );
    const error = await agent.dialogWith(other(), { seed: 1 }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConversationFailedError);
    expect((error as ConversationFailedError).message).toContain(
      'The orchestrator "fragile" failed: turns.foo is not a function',
    );
    expect((error as ConversationFailedError).dialog).toMatchObject({ length: 2, complete: false });
  });
});

describe("looking ahead", () => {
  it("runs no tool, asks no rule and remembers nothing, from outside too", async () => {
    let ran = 0;
    let asked = 0;
    const { name, description } = search;
    const used = tool({ name, description, input: z.object({}), run: () => (ran++, "x") });
    const model = scriptedModel(["Hello.", "I would.", "Then."]);
    const agent = new Agent({ model, tools: [used] }).with(
      rule("r", { instruct: () => (asked++, undefined) }),
      rule("stay", { instruct: () => "Stay polite." }, true),
    );
    await agent.respond("Hi");
    expect(await agent.lookahead("Would you?")).toBe("I would.");
    await agent.respond("So?");
    expect([ran, asked]).toEqual([0, 2]);
    expect(model.requests[1]?.tools).toBeUndefined();
    expect(model.requests[1]?.messages.map(({ content }) => content)).toEqual([
      "Stay polite.",
      "Hi",
      "Hello.",
      "Would you?",
    ]);
    expect(model.requests[2]?.messages.map(({ content }) => content)).not.toContain("Would you?");
  });

  it("is paid for by the dialogue", async () => {
    const model = scriptedModel(["one two three", "x"]);
    const agent = new Agent({ name: "A", model }).with(
      rule("peek", { instruct: async ({ lookahead }) => await lookahead() }),
    );
    const dialog = await agent.dialogWith(other(), { seed: 1, maxTurns: 1 });
    expect(dialog.extra["usage"]).toMatchObject({ calls: 2, outputTokens: 4 });
  });
});

describe("ending by a tool", () => {
  const ending = (...steps: Parameters<typeof scriptedModel>[0] & readonly unknown[]) => {
    const model = scriptedModel(steps);
    return { model, agent: new Agent({ name: "A", persona: "a caller", stopSignal: "tool", model }) };
  };

  it("says the goodbye and ends; words mean nothing", async () => {
    const { model, agent } = ending("Please STOP", call("end_conversation", { goodbye: "Bye now!" }));
    const dialog = await agent.dialogWith(other(), { seed: 1 });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Please STOP", "And?", "Bye now!", "And?"]);
    expect(dialog).toMatchObject({ complete: true, stopReason: "stop_signal" });
    expect(model.requests[0]?.tools?.map(({ name }) => name)).toEqual(["end_conversation"]);
    const prompt = model.requests[0]?.messages[0]?.content;
    expect(prompt).toContain("call the tool end_conversation");
    expect(prompt).not.toContain("STOP");
  });

  it("takes the words beside the call when it brings none, and needs none at all", async () => {
    const beside = ending("Hi", { text: "See you.", ...call("end_conversation") });
    expect((await beside.agent.dialogWith(other(), { seed: 1 })).turns[2]?.text).toBe("See you.");
    const silent = ending("Hi", call("end_conversation"));
    expect(await silent.agent.dialogWith(other(), { seed: 1 })).toMatchObject({ length: 2, complete: true });
  });

  it("is not offered to one who may not end, and refused for a model without tools", async () => {
    const { model, agent } = ending("Hi");
    await agent.clone({ canFinish: false }).respond("x");
    expect(model.requests[0]?.tools).toBeUndefined();
    const { capabilities } = model;
    const plain = scriptedModel([], { capabilities: { ...capabilities, tools: false } });
    await expect(agent.clone({ model: plain }).respond("x")).rejects.toThrow("cannot call tools");
  });
});

describe("the stop signal in a text that guards mend", () => {
  it.each([
    ["B: STOP", [], "stop_signal"],
    ["**B:** Bye! STOP", ["Bye!"], "stop_signal"],
    ["Bye! STOP\nA: Bye\nB: Bye", ["Bye!"], "stop_signal"],
    ["The sign says: STOP", ["The sign says: STOP", "Hello again."], "max_turns"],
  ])("%j", async (reply, said, reason) => {
    const alice = new Agent({ name: "A", model: scriptedModel(["Hello.", "Hello again."]) });
    const bob = new Agent({ name: "B", model: scriptedModel([reply, "On and on."]) });
    const dialog = await alice.dialogWith(bob, { seed: 1, maxTurns: 3, closingReply: false });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Hello.", ...said]);
    expect(dialog.stopReason).toBe(reason);
  });

  it("leaves a record of a stage direction that went with it", async () => {
    const bob = new Agent({ name: "B", model: scriptedModel(["Bye! STOP (hangs up)"]) });
    const dialog = await bob.dialogWith(other(), { seed: 1, closingReply: false });
    expect(dialog.toString()).toBe("B: Bye!");
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "stop-signal", content: "STOP (hangs up)" }),
    );
  });
});
