import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../conversation/conversation.ts";
import { chatbot } from "../participants/chatbot.ts";
import { scripted } from "../participants/scripted.ts";
import { Agent } from "./agent.ts";
import { longestReply } from "@sdialog/llm/internal";

const agent = (reply: string) =>
  new Agent({ name: "Ann", persona: "a barista", model: scriptedModel(() => reply) });

describe("a reply without end", () => {
  it.each([
    ["words", "word ".repeat(longestReply / 5)],
    ["reasoning", `<think>${"hm ".repeat(longestReply / 3)}</think>Hi.`],
    // What took a minute to read.
    ["backslashes", "\\".repeat(8 * longestReply)],
  ])("is refused before anything reads it: %s", async (_what, reply) => {
    await expect(agent(`${reply}!`).respond("Hi")).rejects.toMatchObject({ code: "model_too_large" });
  });

  it("is what is longer than a million characters, and nothing shorter", async () => {
    expect(await agent("y".repeat(longestReply)).respond("Hi")).toHaveLength(longestReply);
  });

  it("ends while it is streamed", async () => {
    let sent = 0;
    const model = {
      ...scriptedModel(() => ""),
      async *stream() {
        for (;;) {
          sent++;
          yield { type: "text" as const, delta: "no ".repeat(10_000) };
        }
      },
    };
    const endless = new Agent({ name: "Ann", persona: "a barista", model });
    const talk = endless.conversationWith(scripted("Bob", ["Hi"]), { maxTurns: 1 });
    await expect(Array.fromAsync(talk.stream({ seed: 1 }))).rejects.toMatchObject({
      cause: { code: "model_too_large" },
    });
    expect(sent).toBe(Math.ceil(longestReply / 30_000));
  });

  it("is not accepted from a chatbot, either", async () => {
    const bot = chatbot(() => "y".repeat(longestReply + 1), { name: "Bot" });
    const talk = new Conversation({ participants: [scripted("User", ["Hi"]), bot], maxTurns: 2 });
    await expect(talk.run({ seed: 1 })).rejects.toMatchObject({ cause: { code: "chatbot_protocol" } });
  });
});
