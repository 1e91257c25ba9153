import { ModelError } from "@sdialog/llm";
import { scriptedModel, type ScriptedStep } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { InteractionGenerator } from "./interaction-generator.ts";
import type { InteractionGeneratorOptions } from "./interaction-options.ts";

const feedback = (satisfied: unknown, message = "") => JSON.stringify({ satisfied, message });
const persona = { id: "p1", features: { role: "engineer" } };
const query = { id: "q1", text: "Write a sorting function." };
const rateLimit = () => new ModelError("rate limit", { kind: "rate_limit", model: "scripted:user" });
const answers = ["First answer.", "Second answer.", "Third answer.", "Fourth answer.", "Fifth answer."];

/** One interaction with one try, so that what goes wrong stays wrong. */
async function interact(user: readonly ScriptedStep[], options: InteractionGeneratorOptions = {}) {
  const model = scriptedModel(user, { id: "scripted:user" });
  const generator = new InteractionGenerator({
    user: { model },
    assistant: scriptedModel(answers, { id: "scripted:assistant" }),
    styleTransfer: "off",
    minTurns: 1,
    retries: 0,
    modelRetries: 0,
    ...options,
  });
  const interaction = await generator.interact({ persona, query, seed: 1 });
  return {
    ...interaction.metadata,
    turns: interaction.num_turns,
    roles: interaction.messages.map(({ role }) => role.charAt(0)).join(""),
    texts: interaction.messages.map(({ content }) => content),
  };
}

describe("cases in which the original cannot tell an error from satisfaction", () => {
  it("satisfied too early: has to go on, and that is counted", async () => {
    const user = [
      feedback(true),
      feedback(true, "And in Rust?"),
      feedback(false, "And in C?"),
      feedback(true),
    ];
    const result = await interact(user, { minTurns: 6 });
    expect(result).toMatchObject({ stop_reason: "satisfied", turns: 3, faults: { premature_stop: 1 } });
  });

  it("satisfied too early and nothing to add: ends as premature_stop, as a failure of its own name", async () => {
    const user = Array.from({ length: 3 }, () => feedback(true));
    expect(await interact(user, { minTurns: 6 })).toMatchObject({
      stop_reason: "premature_stop",
      conversation_ended: false,
    });
  });

  it("never satisfied: ends as max_turns, without a message that nobody answers", async () => {
    const user = [feedback(false, "And in Rust?"), feedback(false, "And in C?")];
    const result = await interact(user, { maxTurns: 4 });
    expect(result).toMatchObject({
      stop_reason: "max_turns",
      turns: 2,
      roles: "uaua",
      conversation_ended: false,
    });
  });

  it("the user's model fails: ends as provider_error", async () => {
    const result = await interact([rateLimit()]);
    expect(result).toMatchObject({
      stop_reason: "provider_error",
      turns: 1,
      conversation_ended: false,
      failure: { code: "model_rate_limit" },
    });
  });

  it('"satisfied" as the text "false": is read as that, never as satisfaction', async () => {
    const result = await interact([feedback("false", "And in Rust?"), feedback(true)]);
    expect(result).toMatchObject({ stop_reason: "satisfied", turns: 2 });
  });

  it('"satisfied" as a text that is neither: ends as parse_error', async () => {
    const user = Array.from({ length: 9 }, () => feedback("perhaps", "And in Rust?"));
    expect(await interact(user)).toMatchObject({ stop_reason: "parse_error", conversation_ended: false });
  });

  it("JSON in a fence on one line: is read", async () => {
    const result = await interact([`\`\`\`json ${feedback(true)} \`\`\``]);
    expect(result).toMatchObject({ stop_reason: "satisfied", turns: 1, conversation_ended: true });
  });

  it('a follow-up of four characters: is one ("why?")', async () => {
    const result = await interact([feedback(false, "why?"), feedback(true)]);
    expect(result).toMatchObject({ stop_reason: "satisfied", turns: 2 });
    expect(result.texts[2]).toBe("why?");
  });

  it("a refusal in prose: never becomes a message", async () => {
    const refusal = "I am sorry, but I cannot play that role.";
    const result = await interact(Array.from({ length: 9 }, () => refusal));
    expect(result).toMatchObject({ stop_reason: "parse_error", roles: "ua" });
  });

  it("JSON and then more text: only the message is sent", async () => {
    const result = await interact([`${feedback(false, "And in Rust?")}\nI hope that helps!`, feedback(true)]);
    expect(result).toMatchObject({ stop_reason: "satisfied", roles: "uaua" });
    expect(result.texts[2]).toBe("And in Rust?");
  });

  it("the assistant fails at its second answer: what was said is kept", async () => {
    const assistant = scriptedModel([answers[0]!, rateLimit()]);
    const result = await interact([feedback(false, "And in Rust?")], { assistant });
    expect(result).toMatchObject({ stop_reason: "provider_error", roles: "uau" });
  });

  it("the assistant says nothing: ends as empty after its retries", async () => {
    const assistant = scriptedModel(["", "", ""]);
    expect(await interact([], { assistant })).toMatchObject({ stop_reason: "empty", turns: 0 });
  });
});
