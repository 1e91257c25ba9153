import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { scripted } from "../participants/scripted.ts";
import { Agent } from "./agent.ts";
import { Chat } from "./chat.ts";

const seen = (model: ReturnType<typeof scriptedModel>): string[][] =>
  model.requests.map(({ messages }) => messages.map(({ role, content }) => `${role}: ${content}`));

describe("Agent.instruct", () => {
  it("holds for the next reply, or for all that follow, and is recorded", async () => {
    const model = scriptedModel(["a", "b", "c"]);
    const agent = new Agent({ name: "Ann", model });
    agent.instruct("Be brief.").instruct("Be polite.", { persist: true });
    await agent.respond("one");
    await agent.respond("two");
    agent.reset();
    await agent.respond("three");
    expect(seen(model)).toEqual([
      ["system: Be polite.", "system: Be brief.", "user: one"],
      ["system: Be polite.", "user: one", "assistant: a", "user: two"],
      ["user: three"],
    ]);
    const chat = agent.clone({ model: scriptedModel(["d"]) }).chat();
    await chat.instruct("Be brief.").respond("four");
    expect(chat.dialog().events).toContainEqual(
      expect.objectContaining({ action: "instruct", actionLabel: "instruct", content: "Be brief." }),
    );
  });

  it("is given again when the reply failed", async () => {
    let calls = 0;
    const model = scriptedModel(() => {
      if (++calls === 1) throw new ModelError("down", { kind: "server", model: "scripted" });
      return "ok";
    });
    const agent = new Agent({ model }).instruct("Be brief.");
    await expect(agent.respond("one")).rejects.toThrow("down");
    await agent.respond("two");
    expect(seen(model).at(-1)).toEqual(["system: Be brief.", "user: two"]);
  });

  it.each([[""], [" "], [7 as never]])("refuses %o", (text) => {
    expect(() => new Agent({}).instruct(text)).toThrow(/needs text/);
  });

  it("is for agents alone", () => {
    expect(() => new Chat(scripted("Rosa", ["Hi."])).instruct("Be brief.")).toThrow(
      /Rosa takes no instructions/,
    );
  });
});

describe("several messages", () => {
  it("are answered once, whoever said them", async () => {
    const model = scriptedModel(["Fine."]);
    const chat = new Agent({ name: "Ann", model }).chat();
    const text = await chat.respond([
      "Hi!",
      { role: "assistant", content: "Hello." },
      { role: "system", content: "Be kind." },
      "How are you?",
      { role: "user", content: "And the cat?" },
    ]);
    expect(text).toBe("Fine.");
    expect(chat.dialog().turns.map((turn) => `${turn.speaker}: ${turn.text}`)).toEqual([
      "User: Hi!",
      "Ann: Hello.",
      "User: How are you?",
      "User: And the cat?",
      "Ann: Fine.",
    ]);
    const told = seen(model)[0] ?? [];
    expect(told.filter((line) => line.startsWith("system"))).toEqual(["system: Be kind."]);
    expect(told[0]).toBe("user: Hi!");
  });

  it.each([[[7]], [[{ role: "tool", content: "x" }]], [[null]], [7]])("refuses %o", async (messages) => {
    await expect(new Agent({ model: scriptedModel(["x"]) }).respond(messages as never)).rejects.toThrow(
      /A message is a string/,
    );
  });
});
