import { openaiProtocol, startWireServer } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../conversation/conversation.ts";
import { chatbot } from "./chatbot.ts";
import { scripted } from "./scripted.ts";

describe("what a chatbot under test answers", () => {
  it.each([
    ["ends in the stop word", "To leave the list, text STOP."],
    ["quotes another speaker", "Fill in:\nUser: your e-mail\nPassword: eight signs or more"],
    ["begins with its own name", "Chatbot: that is my name."],
    ["is empty", ""],
    ["has white space around it", "  Well.\n"],
    ["shows its reasoning", "<think>The user asks.</think>Yes."],
  ])("is recorded word for word when it %s", async (_case, answer) => {
    await using server = await startWireServer(openaiProtocol);
    server.answer({ reply: { text: [answer], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } });
    const dialog = await new Conversation({
      participants: [scripted("User", ["Hello?", "And?"]), chatbot(`${server.url}/v1`)],
      maxTurns: 4,
    }).run({ seed: 1 });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Hello?", answer, "And?", answer]);
    expect(dialog.extra["faults"]).toBeUndefined();
    expect(server.requests).toHaveLength(2);
  });
});
