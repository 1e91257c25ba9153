import { InvalidArgumentError } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../conversation/conversation.ts";
import { assistant } from "./assistant.ts";
import { human } from "./human.ts";
import { scripted } from "./scripted.ts";
import { withNoise } from "./with-noise.ts";

describe("participants", () => {
  it("lets a person talk with an assistant that never ends the conversation", async () => {
    const lines = ["Hello", "And now?", undefined];
    const person = human("Me", async ({ turns }) => lines[turns.length / 2]);
    const model = scriptedModel(["Hi. STOP", "Well. STOP"]);
    const dialog = await new Conversation({ participants: [person, assistant({ model })] }).run({ seed: 1 });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Hello", "Hi.", "And now?", "Well."]);
    expect(dialog).toMatchObject({ complete: true, stopReason: "stop_signal" });
  });

  it.each([
    [{}, true],
    [{ persona: "a pirate" }, false],
    [{ systemPrompt: "Say nothing." }, false],
  ])("makes an assistant helpful unless it is told to be somebody: %j", async (options, isHelpful) => {
    const model = scriptedModel(["Hi."]);
    const participants = [scripted("Bob", ["Hello"]), assistant({ model, ...options })];
    const dialog = await new Conversation({ participants, maxTurns: 2 }).run({ seed: 1 });
    expect(dialog.speakers()).toEqual(["Bob", "Assistant"]);
    const told = model.requests[0]?.messages.map(({ content }) => content).join("\n") ?? "";
    expect(told.includes("You are a helpful assistant")).toBe(isHelpful);
    for (const own of Object.values(options)) expect(told).toContain(own);
  });

  it.each([
    [7, async () => "Hi"],
    ["Ann", "Hi"],
    ["Ann", undefined],
  ])("refuse a person %j who writes by %s", (name, ask) => {
    expect(() => human(name as never, ask as never)).toThrow(InvalidArgumentError);
  });

  it("opens with what somebody outside says", async () => {
    const model = scriptedModel(["Fine."]);
    const conversation = new Conversation({
      participants: [assistant({ model }), scripted("Bob", ["Good."])],
      opening: [{ speaker: "Moderator", text: "How is everybody?" }],
      maxTurns: 3,
    });
    const dialog = await conversation.run({ seed: 1 });
    expect(dialog.turns.map(({ speaker }) => speaker)).toEqual(["Moderator", "Assistant", "Bob"]);
    expect(model.requests[0]?.messages.at(-1)).toEqual({ role: "user", content: "How is everybody?" });
  });

  it("are disturbed by noises only", () => {
    expect(() => withNoise(scripted("Bob", []), { zzz: 1 } as never)).toThrow(
      "withNoise noise must be a noise, not something without apply()",
    );
    expect(() => withNoise({ name: "Bob" } as never, { apply: (text) => ({ text }) })).toThrow(
      "withNoise participant must be a participant, not something without begin()",
    );
  });

  it("keeps the clean text beside the noisy one, and lets everybody see what was sent", async () => {
    const shout = {
      apply: (text: string) => ({ text: text.toUpperCase(), record: { strategies: ["shout"] } }),
    };
    const model = scriptedModel(["What?"]);
    const conversation = new Conversation({
      participants: [withNoise(scripted("Bob", ["hello", "OK"]), shout), assistant({ model })],
      maxTurns: 3,
    });
    const dialog = await conversation.run({ seed: 1 });
    expect(dialog.turns[0]).toEqual({
      speaker: "Bob",
      text: "HELLO",
      clean: "hello",
      noise: { strategies: ["shout"] },
    });
    expect(dialog.turns[2]).toEqual({ speaker: "Bob", text: "OK" });
    expect(model.requests[0]?.messages.at(-1)?.content).toBe("HELLO");
  });

  it("counts what noise costs among what the conversation costs", async () => {
    const usage = { inputTokens: 7, outputTokens: 3, calls: 1 };
    const rephrase = { apply: (text: string) => ({ text: `${text}, er`, usage }) };
    const conversation = new Conversation({
      participants: [withNoise(scripted("Bob", ["One", "Two"]), rephrase), scripted("Ann", ["Yes", "No"])],
      maxTurns: 4,
    });
    const dialog = await conversation.run({ seed: 1 });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["One, er", "Yes", "Two, er", "No"]);
    expect(dialog.extra["usage"]).toMatchObject({ inputTokens: 14, outputTokens: 6, calls: 2 });
  });
});
