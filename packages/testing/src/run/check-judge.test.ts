import { functionChatbot } from "@sdialog/agents";
import type { ChatModel } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { loadRecipe, runRecipe } from "@sdialog/runner";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defineScenario } from "../scenario/scenario.ts";
import { testChatbot } from "./test-chatbot.ts";

let base: string;
beforeAll(async () => void (base = await mkdtemp(join(tmpdir(), "sdialog-judge-"))));
afterAll(() => rm(base, { recursive: true, force: true }));

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

it("refuses a demonstration model that is named to judge goals", async () => {
  const bot = functionChatbot(() => "Hello", "bot");
  const scenarios = [defineScenario({ name: "s", goal: "A greeting." })];
  await expect(testChatbot(bot, { scenarios, personas: ["Ann"], judge: "local:pocket" })).rejects.toThrow(
    refused,
  );
});

const judged = { name: "s", script: ["Hi"], expect: [{ judge: "It greets." }] };

it.each<[where: string, recipe: object, file?: string]>([
  ["written out", { scenarios: [judged] }],
  ["in a file of JSON", { scenarios: "scenarios.json" }, JSON.stringify([judged])],
  ["in JSON Lines", { scenarios: "scenarios.jsonl" }, JSON.stringify(judged)],
  [
    "a goal, with the judge named",
    { scenarios: [{ name: "s", goal: "A greeting." }], judge: "local:pocket" },
  ],
])("is refused in a recipe, too: %s", async (_, more, file) => {
  if (file !== undefined) await writeFile(join(base, (more as { scenarios: string }).scenarios), file);
  const recipe = await loadRecipe(
    { kind: "test", chatbot: "http://127.0.0.1:9/v1", model: "local:pocket", personas: ["Ann"], ...more },
    { base },
  );
  // Nobody listens there: that would be what is told of after a word was said.
  await expect(runRecipe(recipe, { out: join(base, "unused") })).rejects.toThrow(refused);
});
