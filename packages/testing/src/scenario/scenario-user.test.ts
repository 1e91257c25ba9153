import { functionChatbot } from "@sdialog/agents";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { testChatbot } from "../run/test-chatbot.ts";
import { defineScenario, type ScenarioInput } from "./scenario.ts";

const scenario = (more: Partial<ScenarioInput> = {}) =>
  defineScenario({ name: "refund", goal: "Your money back.", knows: { "order number": "A-4711" }, ...more });

const bot = (name: string) => functionChatbot(() => "What is your order number?", name);

/** Says the same whatever it is told, and is content after two answers. */
const person = (text: string) =>
  scriptedModel(({ messages }) =>
    messages.filter(({ role }) => role === "assistant").length === 2 ? "FINISH" : `"${text}"`,
  );

describe("how users of a test behave", () => {
  it("is what the test says, in shares, and every bot meets the same users", async () => {
    const policies = {
      users: [
        { name: "terse", share: 3, policies: [{ name: "terseness", words: 3, spread: 0 }] },
        { name: "wordy", policies: [{ name: "message-length", words: 50, spread: 0 }] },
      ],
    };
    const { conversations } = await testChatbot([bot("a"), bot("b")], {
      scenarios: [scenario()],
      personas: 4,
      policies,
      user: { model: person("Where is my money, please?") },
      seed: 1,
    });
    const types = (name: string) =>
      conversations
        .filter(({ result }) => result.cell.bot === name)
        .toSorted((a, b) => a.result.cell.persona.localeCompare(b.result.cell.persona))
        .map(({ dialog }) => (dialog.scenario as { userType: string }).userType);
    expect(types("a").filter((type) => type === "terse")).toHaveLength(3);
    expect(types("b")).toEqual(types("a"));
    for (const { dialog } of conversations) {
      const { userType } = dialog.scenario as { userType: string };
      const told = JSON.stringify(dialog.events);
      expect(told.includes("three words at most")).toBe(userType === "terse");
    }
  });

  it.each([
    ["user_unasked_fact", "It is A-4711, I want my money.", {}],
    ["user_invented_fact", "I want my money, customer 99812.", {}],
    ["user_hidden_fact", "I am from the press, where is my money?", { hides: { job: "the press" } }],
    ["user_coaching", "Your next step should be to refund me.", {}],
  ])("is a finding when it makes it too easy: %s", async (found, text, more) => {
    const { conversations } = await testChatbot(bot("a"), {
      scenarios: [scenario({ policies: ["disclosure"], expectGoal: false, ...more })],
      personas: 1,
      user: { model: person(text) },
    });
    const { findings, outcome } = conversations[0]?.result ?? {};
    expect(findings?.map((finding) => [finding.class, finding.level])).toContainEqual([found, "soft"]);
    expect(outcome).not.toBe("failed");
  });

  it("is refused when there is no such policy, or not with these options", () => {
    expect(() => scenario({ policies: ["tersness"] })).toThrow("tersness");
    expect(() => scenario({ policies: [{ name: "impatience", patience: 0 }] })).toThrow("patience");
  });
});

it("says the lines of a script as they are, and an answer that nobody can see is empty", async () => {
  const lines = ["  hi {{session}} $& \n", "\u2028line", "plain"];
  const answers = ["\u200b\ufeff", "\u2800 \u3164", "\ufe0f\u00ad"];
  const silent = functionChatbot(({ messages }) => answers[(messages.length - 1) / 2] ?? "", "silent");
  const { conversations } = await testChatbot(silent, {
    scenarios: [defineScenario({ name: "s", script: lines })],
    personas: ["Ann"],
    probe: false,
  });
  const { dialog, result } = conversations[0] ?? {};
  expect(dialog?.turns.map(({ text }) => text)).toEqual(lines.flatMap((line, at) => [line, answers[at]]));
  expect(result?.findings.map((finding) => finding.class)).toEqual(["bot_empty", "bot_empty", "bot_empty"]);
});

it.each([false, true])(
  "tells whoever plays the user who it is, what it wants, finds out and hides; a demonstration model: %j",
  async (demonstration) => {
    const asked: string[] = [];
    const model = scriptedModel(({ messages }) => {
      asked.push(messages.map(({ content }) => content).join("\n"));
      return '"When do you open?"';
    });
    await testChatbot(bot("a"), {
      scenarios: [
        scenario({
          expectGoal: false,
          finds: ["the opening hours"],
          hides: { job: "the press" },
          maxTurns: 2,
        }),
      ],
      personas: ["a hurried nurse"],
      user: { model: demonstration ? { ...model, notice: "a demonstration model" } : model },
      probe: false,
    });
    for (const told of [
      "a hurried nurse",
      "Your money back.",
      "the opening hours",
      "job: the press",
      "A-4711",
    ])
      expect(asked[0]).toContain(told);
    expect(asked[0]).not.toContain("undefined");
  },
);
