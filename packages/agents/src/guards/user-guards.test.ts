import { createByName, type Facts } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../conversation/conversation.ts";
import { assistant } from "../participants/assistant.ts";
import { goalDirectedUser } from "../participants/goal-directed-user/goal-directed-user.ts";
import "../policies/built-in-policies.ts";
import { userFaults, userGuards } from "./user-guards.ts";

const facts: Facts = { "order number": "A-4711-X", "postal code": "20095" };
const goal = "Get the money back for 3 chairs of 2024.";
const orchestrators = [createByName("policy", "disclosure")];

async function talk(messages: readonly string[], answers: readonly string[], retries = 1) {
  const model = scriptedModel(messages.map((message) => (message === "FINISH" ? message : `"${message}"`)));
  const user = goalDirectedUser({
    persona: "a customer",
    goal: { steps: [goal], facts },
    model,
    orchestrators,
  });
  const dialog = await new Conversation({
    participants: [user, assistant({ model: scriptedModel([...answers]) })],
    guards: userGuards({ user: "User", facts, told: [goal], orchestrators }),
    retries,
  }).run({ seed: 1 });
  return { dialog, model };
}

describe("a simulated user that makes it too easy", () => {
  it.each([
    ["unasked_fact", "My order number is A-4711-X, and I want my money back."],
    ["invented_fact", "I want my money back, my customer number is 99812."],
    ["invented_fact", "Money back please, write to bob@nowhere.example"],
    ["coaching", "You should ask me for my order first."],
    ["coaching", "The next step would be to check the status."],
  ])("is asked again for what counts as %s", async (fault, message) => {
    const { dialog, model } = await talk([message, "I want my money back.", "FINISH"], ["Of course."]);
    const told = model.requests[1]?.messages.map(({ content }) => content).join("\n");
    expect(told).toContain("A draft of your next message was sent back: ");
    expect(dialog.turns[0]?.text).toBe("I want my money back.");
    expect(dialog.extra["faults"]).toEqual({ [fault]: 1 });
    expect(await userFaults(dialog, { user: "User", facts, told: [goal], orchestrators })).toEqual({});
  });

  it("is let go when it cannot do better, and counted", async () => {
    const message = "It is about A-4711-X.";
    const { dialog } = await talk([message, message, "FINISH"], ["Of course."]);
    expect(dialog.turns[0]?.text).toBe(message);
    expect(dialog).toMatchObject({ stopReason: "goal_reached" });
    expect(dialog.extra["faults"]).toEqual({ unasked_fact: 2 });
    expect(await userFaults(dialog, { user: "User", facts, told: [goal], orchestrators })).toEqual({
      unasked_fact: 1,
    });
  });

  it("is not one who tells what it was asked for, or knows from its goal or the other side", async () => {
    const said = [
      "I want my money back for 3 chairs of 2024.",
      "a4711x",
      "20095. Is it really 59.90?",
      "FINISH",
    ];
    const answers = ["What is your order number?", "That makes 59.90. And your postal code?", "Yes."];
    const { dialog, model } = await talk(said, answers);
    expect(dialog.extra["faults"]).toBeUndefined();
    expect(dialog.turns.map(({ text }) => text)).toContain("a4711x");
    const prompts = model.requests.map(({ messages }) => messages.map(({ content }) => content).join("\n"));
    expect(prompts[0]).toContain("- order number: A-4711-X");
    expect(prompts[1]).toContain("tell only this in your next message: order number (A-4711-X)");
    const record = dialog.events?.filter(({ action }) => action === "facts").map(({ content }) => content);
    expect(record?.at(-1)).toEqual({ told: ["order number", "postal code"], mayTell: [] });
  });

  it("must be told of to count its faults", async () => {
    const counting = userFaults({ turns: [] }, undefined as never);
    await expect(counting).rejects.toThrow(/^userFaults/u);
  });

  it("is only counted when it was never told to hold back", async () => {
    const guards = userGuards({ user: "User", facts });
    const model = scriptedModel(['"It is A-4711-X."', "FINISH"]);
    const user = goalDirectedUser({ persona: "a customer", goal, facts, model });
    const dialog = await new Conversation({
      participants: [user, assistant({ model: scriptedModel(["Yes."]) })],
      guards,
    }).run({ seed: 1 });
    expect(dialog.turns[0]?.text).toBe("It is A-4711-X.");
    expect(dialog.extra["faults"]).toEqual({ unasked_fact: 1 });
  });
});

describe("policies in a conversation", () => {
  it("disturb what is typed, and leave a record of what was meant", async () => {
    const model = scriptedModel(['"I do not want this chair any more. It is broken."', "FINISH"]);
    const typing = createByName("policy", "casual-spelling", { lowercase: 1, punctuation: 1, slips: 0 });
    const user = goalDirectedUser({ persona: "a customer", goal, model, orchestrators: [typing] });
    const dialog = await new Conversation({
      participants: [user, assistant({ model: scriptedModel(["I see."]) })],
    }).run({ seed: 1 });
    expect(dialog.turns[0]).toMatchObject({
      text: "i do not want this chair any more. it is broken",
      clean: "I do not want this chair any more. It is broken.",
      noise: { type: "typing", steps: [{ by: "casual-spelling", done: ["punctuation", "lowercase"] }] },
    });
    expect(dialog.personas?.["User"]).toMatchObject({ orchestrators: [{ name: "casual-spelling" }] });
  });

  it("leave when there is no patience left", async () => {
    const model = scriptedModel(() => '"Where is it?"');
    const user = goalDirectedUser({
      persona: "a customer",
      goal,
      model,
      orchestrators: [createByName("policy", "impatience", { patience: 2 })],
    });
    const dialog = await new Conversation({
      participants: [user, assistant({ model: scriptedModel(() => "I did not understand that.") })],
      closingReply: false,
    }).run({ seed: 1 });
    expect(dialog).toMatchObject({ stopReason: "stop_signal", length: 5 });
    expect(dialog.events?.filter(({ action }) => action === "impatience")).toHaveLength(2);
  });
});
