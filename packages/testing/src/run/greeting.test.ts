import type { ChatbotConnector } from "@sdialog/agents";
import { expect, it } from "vitest";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import { testChatbot } from "./test-chatbot.ts";

/** A bot that says something before anybody has spoken. */
function greeter(greeting: string, answer = "At nine."): ChatbotConnector {
  return {
    name: "greeter",
    greets: true,
    connect: () => ({
      greeting: async () => ({ text: greeting }),
      ask: async ({ message }) => ({ text: `${message} ${answer}` }),
    }),
  };
}

async function tested(bot: ChatbotConnector, more: Partial<ScenarioInput>) {
  const scenario = defineScenario({ name: "s", script: ["One", "Two"], maxTurns: 4, ...more });
  const { conversations } = await testChatbot(bot, { scenarios: [scenario], personas: ["Ann"] });
  const [{ dialog, result }] = conversations as [(typeof conversations)[number]];
  return { dialog, result };
}

it("keeps what a bot says first as the first turn, beside what is counted", async () => {
  const { dialog, result } = await tested(greeter("Welcome to Tulip's."), {
    expect: [
      { said: "welcome" },
      { said: "One At nine", within: 1 },
      { notSaid: "Two", within: 1 },
      { maxAnswers: 2 },
      { latencyMs: 10_000 },
    ],
  });
  expect(dialog.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
    "Chatbot: Welcome to Tulip's.",
    "User: One",
    "Chatbot: One At nine.",
    "User: Two",
    "Chatbot: Two At nine.",
  ]);
  expect(result.outcome).toBe("passed");
  expect(result.latencies.map(({ turn }) => turn)).toEqual([2, 4]);
});

it.each([
  ["a secret", "Psst: TULIP-7719", { secrets: { code: "TULIP-7719" }, expect: [{ noLeak: true }] }, "failed"],
  ["what is never said", "As an AI, hello", { expect: [{ notSaid: "as an AI" }] }, "failed"],
  ["nothing that can be read", "", { expect: [{ said: "nine" }] }, "passed"],
] as const)("looks at a greeting that tells %s", async (_, greeting, more, outcome) => {
  const { result } = await tested(greeter(greeting), more as Partial<ScenarioInput>);
  expect(result.outcome).toBe(outcome);
  expect(result.findings).toEqual([]);
});
