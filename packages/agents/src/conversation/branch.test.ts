import type { Orchestrator } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { branch } from "./branch.ts";

const rule = (label: string, persistent: boolean): Orchestrator => ({
  label,
  persistent,
  begin: () => ({
    instruct: ({ random }) => (random.chance(0.5) ? `${label} ${random.integer(0, 99)}` : undefined),
  }),
  toJSON: () => label,
});

// Says something that depends on everything it is given.
const echo = () =>
  scriptedModel(({ messages, seed }) => `${messages.length}:${messages.at(-1)?.content.length}:${seed}`);

describe("branch", () => {
  const alice = new Agent({ name: "Alice", persona: "a", model: echo() }).with(
    rule("once", false),
    rule("stays", true),
  );
  const bob = new Agent({ name: "Bob", persona: "b", model: echo() });
  const conversation = alice.conversationWith(bob, { maxTurns: 12 });
  const clock = () => new Date(0);

  it("says what the original said when nothing is changed, wherever it starts", async () => {
    const original = await conversation.run({ seed: 5, clock });
    for (const turn of [0, 1, 4, 7, 11]) {
      const again = await branch(original, turn, conversation, { clock });
      expect(again.turns).toEqual(original.turns);
      expect(again.events).toEqual(original.events);
      expect(again.parentId).toBe(original.id);
    }
  });

  it("goes another way from the turn on at which something is changed", async () => {
    const original = await conversation.run({ seed: 5 });
    const grumpy = new Agent({ name: "Bob", persona: "a grumpy dad", model: scriptedModel(() => "No.") });
    const other = await branch(original, 5, alice.conversationWith(grumpy, { maxTurns: 12 }));
    expect(other.turns.slice(0, 5)).toEqual(original.turns.slice(0, 5));
    expect(other.turns[5]?.text).toBe("No.");
    expect(other.id).not.toBe(original.id);
  });

  it("refuses a turn the original does not have", async () => {
    const original = await conversation.run({ seed: 5 });
    await expect(branch(original, 13, conversation)).rejects.toThrow("12 turns");
  });
});
