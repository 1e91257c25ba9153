import { functionChatbot } from "@sdialog/agents";
import type { ChatModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { loadRecipe, runRecipe } from "@sdialog/runner";
import { expect, it } from "vitest";
import { defineScenario } from "../scenario/scenario.ts";
import { testChatbot } from "./test-chatbot.ts";

const refused = /is a demonstration model, which cannot/;

it("refuses a judge's verdict that nobody can give before a word is said", async () => {
  let asked = 0;
  const bot = functionChatbot(() => `answer ${++asked}`, "bot");
  const demonstration: ChatModel = { ...scriptedModel(() => "x"), notice: "a demonstration model" };
  const test = (models: object) =>
    testChatbot(bot, {
      scenarios: [defineScenario({ name: "s", script: ["Hi"], expect: [{ judge: "It greets." }] })],
      personas: ["Ann"],
      ...models,
    });
  // The configured model is the bundled one.
  for (const models of [{}, { user: { model: demonstration } }, { judge: demonstration }])
    await expect(test(models)).rejects.toThrow(refused);
  expect(asked).toBe(0);
  const judge = scriptedModel(() =>
    JSON.stringify({ quotes: [{ turn: 2, quote: "answer" }], met: true, reason: "r" }),
  );
  expect((await test({ judge, user: { model: demonstration } })).summary.errors).toBe(0);
  expect(asked).toBe(2);
});

it("is refused in a recipe, too", async () => {
  const recipe = await loadRecipe({
    kind: "test",
    chatbot: "http://127.0.0.1:9/v1",
    model: "local:pocket",
    personas: ["Ann"],
    scenarios: [{ name: "s", script: ["Hi"], expect: [{ judge: "It greets." }] }],
  });
  await expect(runRecipe(recipe, { out: "unused" })).rejects.toThrow(refused);
});
