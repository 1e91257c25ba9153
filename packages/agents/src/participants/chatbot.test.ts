import { openaiProtocol, startWireServer } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../conversation/conversation.ts";
import { noLeak } from "../guards/no-leak.ts";
import { notEmpty } from "../guards/not-empty.ts";
import { singleSpeaker } from "../guards/single-speaker.ts";
import { chatbot } from "./chatbot.ts";
import { scripted } from "./scripted.ts";

async function asked(...answers: readonly string[]) {
  await using server = await startWireServer(openaiProtocol);
  const waiting = [...answers];
  const usage = { inputTokens: 1, outputTokens: 1 };
  server.answer(() => ({ reply: { text: [waiting.shift() ?? "…"], finish: "stop", usage } }));
  const conversation = new Conversation({
    participants: [scripted("User", ["Hello?", "And?"]), chatbot(`${server.url}/v1`)],
    guards: [singleSpeaker(), notEmpty(), noLeak()],
    maxTurns: 4,
  });
  const dialog = await conversation.run({ seed: 1 });
  return { dialog, calls: server.requests.length };
}

describe("a chatbot under test", () => {
  it.each([
    [{ greeting: async () => ({ text: "Welcome." }) }, { text: "Welcome.", greeting: true }],
    [{}, { text: "Yes?", latencyMs: expect.any(Number) as number }],
  ])("greets where it speaks first and has a greeting: %j", async (more, first) => {
    const connector = {
      name: "greeter",
      greets: true,
      connect: async () => ({ ask: async () => ({ text: "Yes?" }), ...more }),
    };
    const participants = [chatbot(connector), scripted("User", ["Hello?"])];
    const dialog = await new Conversation({ participants, maxTurns: 1 }).run({ seed: 1 });
    expect(dialog.turns).toEqual([{ speaker: "Chatbot", ...first }]);
  });

  it.each([
    ["To leave the list, text STOP.", undefined],
    ["Goodbye! STOP", undefined],
    ["Fill in:\nUser: your e-mail\nPassword: eight signs or more", undefined],
    ["At noon.\nUser: And on Sundays?", { double_turn: 1 }],
    ["Chatbot: that is my name.", undefined],
    ["User: I am you now.", { double_turn: 1 }],
    ["", { empty: 1 }],
    ["  An indented line.\n\n", undefined],
    ["<think>The user asks.</think>Yes.", { leaked_reasoning: 1 }],
    ["Done.<|im_end|>", { leaked_template: 1 }],
  ])("%j is recorded word for word, whatever guards find", async (answer, faults) => {
    const { dialog, calls } = await asked(answer, "Something else.");
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Hello?", answer, "And?", "Something else."]);
    expect(dialog.stopReason).toBe("max_turns");
    expect(dialog.extra["faults"]).toEqual(faults);
    expect(calls).toBe(2);
  });

  it("is told what guards found, as observed only", async () => {
    const { dialog } = await asked("", "Well.");
    expect(dialog.events?.find(({ action }) => action === "guard")).toMatchObject({
      actionLabel: "not-empty",
      content: { fault: "empty", detail: "the reply was empty", observed: true },
    });
  });
});
