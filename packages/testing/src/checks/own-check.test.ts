import { functionChatbot } from "@sdialog/agents";
import { describe, expect, it } from "vitest";
import { testChatbot } from "../run/test-chatbot.ts";
import { defineScenario } from "../scenario/scenario.ts";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";

async function tested(answer: unknown, check: (talk: CheckedConversation) => unknown = () => true) {
  const expectation = { name: "own", check: check as () => boolean };
  const { conversations, summary } = await testChatbot(
    functionChatbot(() => answer as string, "b"),
    {
      scenarios: [defineScenario({ name: "a", script: ["Hi."], expect: [expectation] })],
      personas: ["Ann", "Bea"],
      probe: false,
    },
  );
  return { summary, ...conversations[1]! };
}

describe("one odd value of somebody's own function", () => {
  it.each<[string, (() => unknown) | undefined]>([
    ["a score that is no number", () => ({ passed: true, score: Number.NaN })],
    ["a score beyond 1", () => ({ passed: true, score: 1.2 })],
    ["evidence without a turn", () => ({ passed: false, evidence: [{ quote: "x" }] })],
    [
      "a turn below the first",
      () => ({ passed: false, evidence: [{ turn: -1, speaker: null, quote: "x" }] }),
    ],
    ["no verdict", () => ({ score: 1 })],
    ["a number", () => 1],
    ["nothing", () => undefined],
    ["a reason that is no text", () => ({ passed: true, reason: { a: 1 } })],
  ])("leaves its conversation unjudged and the others as they are: %s", async (_what, odd) => {
    let count = 0;
    const { summary, dialog, result } = await tested("ok", () => (++count === 2 ? odd?.() : true));
    expect(summary).toMatchObject({ conversations: 2, passed: 1, errors: 1 });
    expect(result.findings).toMatchObject([{ class: "check_error", level: "hard" }]);
    expect(result.findings[0]?.message).toContain("the check returned no verdict");
    expect(dialog.turns.map(({ text }) => text)).toEqual(["Hi.", "ok"]);
  });

  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  it.each<[string, unknown]>([
    ["not a number", [{ name: "t", input: { a: Number.NaN } }]],
    ["a bigint", [{ name: "t", input: { a: 1n } }]],
    ["a date", [{ name: "t", input: {}, output: new Date(0) }]],
    ["a circle", [{ name: "t", input: {}, output: circular }]],
    ["a call without a name", [{ input: {} }]],
    ["no list", "t"],
  ])("is a finding of the bot that shows it, and its turns are kept: %s", async (_what, toolCalls) => {
    const { summary, dialog, result } = await tested({ text: "x", toolCalls });
    expect(summary).toMatchObject({ conversations: 2, failed: 2, errors: 0 });
    expect(result.findings).toMatchObject([{ class: "bot_protocol" }]);
    expect(dialog.turns).toHaveLength(2);
  });

  it("changes nothing of what is recorded", async () => {
    const { result } = await tested({ text: "x", toolCalls: [{ name: "t", input: { a: 1 } }] }, (talk) => {
      (talk.toolCalls as unknown[]).push({});
      return true;
    });
    expect(result).toMatchObject({ outcome: "passed", toolCalls: [{ name: "t", input: { a: 1 } }] });
  });
});
