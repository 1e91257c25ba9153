import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { tool } from "../tools/tool.ts";
import { Agent } from "./agent.ts";
import { Chat } from "./chat.ts";
import { rememberedPast } from "./remembered-past.ts";

const look = tool({
  name: "look",
  description: "Looks.",
  input: z.object({ at: z.string() }),
  run: ({ at }) => {
    if (at === "nothing") throw new Error("nothing there");
    return `a view of ${at}`;
  },
});
const call = (id: string, at: string) => ({ id, name: "look", input: { at } });

describe("rememberedPast", () => {
  it("brings back the tools an agent used, where it used them, so that a continued chat knows what it saw", async () => {
    const steps = [
      { toolCalls: [call("1", "sea"), call("2", "nothing")] },
      "Waves.",
      "Still waves.",
    ] as const;
    const whole = scriptedModel([...steps]);
    const chat = new Agent({ model: whole, tools: [look] }).chat({ seed: 1 });
    await chat.respond("What do you see?");
    const { turns, events } = chat.dialog();

    const later = scriptedModel(["Still waves."]);
    const agent = new Agent({ model: later, tools: [look] });
    await new Chat(agent, { seed: 1, turns, events: events ?? [] }).respond("And now?");
    const said = later.requests[0]?.messages;
    expect(said?.map(({ role, content }) => `${role}: ${content}`)).toEqual([
      "user: What do you see?",
      "assistant: ",
      "tool: a view of sea",
      "assistant: ",
      "tool: nothing there",
      "assistant: Waves.",
      "user: And now?",
    ]);
    expect(said?.[4]).toMatchObject({ toolCallId: "2", isError: true });
  });

  it("passes over tool events in a form it does not know, and those of others", () => {
    const event = (agent: string, actionLabel: string, content: unknown) => ({
      agent,
      action: "tool",
      actionLabel,
      content,
      timestamp: 0,
    });
    const events = [
      event("A", "output", "free text"),
      event("A", "output", { name: "look", output: "x", call_id: "9" }),
      event("B", "call", { name: "look", args: {}, id: "1" }),
      event("B", "output", { name: "look", output: "x", call_id: "1" }),
    ];
    expect(rememberedPast({ name: "A", events })).toEqual([]);
  });
});

describe("a chat", () => {
  it("forgets a message that was not answered to the end", async () => {
    let down = true;
    const model = scriptedModel(() => {
      if (down) throw new Error("down");
      return "Hello.";
    });
    const chat = new Agent({ name: "A", model }).chat({ clock: () => new Date(0) });
    await expect(chat.respond("Hi")).rejects.toThrow("down");
    expect(chat.dialog()).toMatchObject({ length: 0, events: [], timestamp: "1970-01-01T00:00:00Z" });
    down = false;
    await chat.respond("Hi");
    expect(model.requests.at(-1)?.messages).toEqual([{ role: "user", content: "Hi" }]);
    expect(chat.dialog().toString()).toBe("User: Hi\nA: Hello.");
  });
});
