import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { branch } from "../conversation/branch.ts";
import { Conversation } from "../conversation/conversation.ts";
import { scripted } from "../participants/scripted.ts";
import { tool } from "../tools/tool.ts";
import { Agent } from "./agent.ts";

const note = tool({ name: "note", description: "Notes a wish.", input: z.object({}), run: () => "noted" });
const said = "My number is 555-0100.";
const beside = { text: said, toolCalls: [{ id: "1", name: "note", input: {} }] };

function caller(...steps: Parameters<typeof scriptedModel>[0] & readonly unknown[]) {
  const model = scriptedModel(steps as Parameters<typeof scriptedModel>[0]);
  return { model, agent: new Agent({ name: "User", persona: "a caller", tools: [note], model }) };
}
const clerk = () => scripted("Bot", ["One moment.", "Anything else?"]);

describe("what is said beside a tool call", () => {
  it.each([
    ["with silence after it", [beside, ""], said],
    ["with more after it", [beside, "I'm waiting."], `${said}\n\nI'm waiting.`],
    ["in several rounds", [beside, { ...beside, text: "Hm." }, "Well."], `${said}\n\nHm.\n\nWell.`],
    ["that is blank", [{ ...beside, text: " \n" }, "I'm waiting."], "I'm waiting."],
  ] as const)("is heard: %s", async (_case, steps, text) => {
    const dialog = await caller(...steps).agent.dialogWith(clerk(), { seed: 1, maxTurns: 1 });
    expect(dialog.turns).toEqual([{ speaker: "User", text }]);
    expect(dialog.events?.filter(({ action }) => action === "utter").map(({ content }) => content)).toEqual([
      text,
    ]);
  });

  it.each([
    ["User: Let me look.", "User: Here it is.", "Let me look.\n\nHere it is.", "Let me look."],
    ["Let me look.\nBot: Great!", "Here it is.", "Let me look.\n\nHere it is.", "Let me look."],
    ["Bot: I will wait.", "Here it is.", "Here it is.", undefined],
    ["I have it, goodbye!\n\nSTOP", "", "I have it, goodbye!", "I have it, goodbye!"],
    ["Let me look.\n**STOP**", "Bye!", "Let me look.\n\nBye!", "Let me look."],
  ])(
    "is each message's own words, and nothing of what follows is lost: %j",
    async (first, then, text, noted) => {
      const model = scriptedModel([{ ...beside, text: first }, then, "Bye.", "Bye."]);
      const agent = new Agent({ name: "User", persona: "a caller", tools: [note], model });
      const bot = scripted("Bot", ["Hello?", "One moment."]);
      const dialog = await new Conversation({ participants: [bot, agent], maxTurns: 2 }).run({ seed: 1 });
      expect(dialog.turns[1]).toMatchObject({ speaker: "User", text });
      const call = dialog.events?.find(({ actionLabel }) => actionLabel === "call");
      expect(call?.content).toMatchObject({ name: "note" });
      expect(Object(call?.content).text).toBe(noted);
    },
  );

  it("is in doubt message by message, and the next turn in doubt ends the conversation", async () => {
    const asks = { ...beside, text: "Is that all? STOP" };
    const { agent } = caller(asks, "I have noted it.", "Anything else? STOP");
    const dialog = await agent.dialogWith(clerk(), { seed: 1, maxTurns: 5, closingReply: false });
    expect(dialog.turns.map(({ text }) => text)).toEqual([
      "Is that all? STOP\n\nI have noted it.",
      "One moment.",
      "Anything else?",
    ]);
    expect(dialog.stopReason).toBe("stop_signal");
    expect(dialog.extra["faults"]).toEqual({ unclear_stop: 1 });
  });

  it("is read again message by message where a guard mended it", async () => {
    const { agent } = caller({ ...beside, text: "User: STOP" }, "I have noted it.");
    const dialog = await agent.dialogWith(clerk(), { seed: 1, maxTurns: 5, closingReply: false });
    expect(dialog.turns).toEqual([{ speaker: "User", text: "I have noted it." }]);
    expect(dialog.stopReason).toBe("stop_signal");
    const call = dialog.events?.find(({ actionLabel }) => actionLabel === "call");
    expect(call?.content).not.toHaveProperty("text");
  });

  it("streams as it is recorded", async () => {
    const { agent } = caller(beside, { ...beside, text: "" }, "I'm waiting.");
    let streamed = "";
    for await (const event of agent.conversationWith(clerk(), { maxTurns: 1 }).stream({ seed: 1 })) {
      if (event.type === "delta" && event.channel === "text") streamed += event.delta;
      if (event.type === "turn") expect(streamed).toBe(event.turn.text);
    }
    expect(streamed).toBe(`${said}\n\nI'm waiting.`);
  });

  it("is read once by the model later on, and the same when the dialogue is continued", async () => {
    const { agent, model } = caller(beside, "I'm waiting.", "Bye.", "Bye.");
    const conversation = agent.conversationWith(clerk(), { maxTurns: 3 });
    const dialog = await conversation.run({ seed: 1 });
    const later = model.requests[2]?.messages ?? [];
    expect(later.filter(({ content }) => content.includes(said))).toHaveLength(1);
    await branch(dialog, 2, conversation);
    expect(model.requests[3]?.messages).toEqual(later);
  });

  it.each([
    ["Bye!", "No, cancel it.\n\nBye!"],
    ["", "No, cancel it."],
    ["No, cancel it.", "No, cancel it."],
  ])("comes before the goodbye given to the tool that ends: %j", async (goodbye, text) => {
    const end = { id: "1", name: "end_conversation", input: { goodbye } };
    const model = scriptedModel([{ text: "No, cancel it.", toolCalls: [end] }]);
    const agent = new Agent({ name: "User", persona: "a caller", stopSignal: "tool", model });
    const dialog = await agent.dialogWith(clerk(), { seed: 1, closingReply: false });
    expect(dialog.turns.map((turn) => turn.text)).toEqual([text]);
    expect(dialog.stopReason).toBe("stop_signal");
  });

  it("is enough for a turn when the rounds are used up, and the calls left over are told", async () => {
    const model = scriptedModel([beside, { ...beside, text: "" }]);
    const agent = new Agent({ name: "User", tools: [note], maxToolRounds: 1, model });
    const dialog = await agent.dialogWith(clerk(), { seed: 1, maxTurns: 1 });
    expect(dialog.turns[0]?.text).toBe(said);
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "warning", actionLabel: "maxToolRounds" }),
    );
  });
});

describe("warnings of a model", () => {
  it("are recorded once for the whole conversation", async () => {
    const warned = (message: string) => ({ text: "Hi.", warnings: [{ setting: "seed", message }] });
    const model = scriptedModel([warned("left out"), warned("left out"), warned("rounded")]);
    const dialog = await new Agent({ name: "A", model }).dialogWith(clerk(), { seed: 1, maxTurns: 5 });
    const warnings = dialog.events?.filter(({ action }) => action === "warning");
    expect(warnings?.map(({ content }) => content)).toEqual(["left out", "rounded"]);
  });
});
