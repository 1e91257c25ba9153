import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { webhookChatbot } from "@sdialog/agents";
import { scriptedModel } from "@sdialog/llm/testing";
import { runRecipe } from "@sdialog/runner";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testChatbot } from "../run/test-chatbot.ts";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import "./test-kind.ts";

let folder: string;
let url: string;
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { message } = JSON.parse(body) as { readonly message: string };
    response.end(JSON.stringify({ answer: `You said: ${message}` }));
  });
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-same-conversations-"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** What users say is a function of their seed; now and then it is no message. */
const model = scriptedModel(
  ({ seed = 0, messages }) =>
    seed % 5 === 0
      ? ""
      : JSON.stringify({ message: `Word ${seed % 97} after ${messages.length}.`, done: messages.length > 4 }),
  { id: "x:user" },
);
const scenarios: readonly ScenarioInput[] = [
  { name: "greets", script: ["Hello.", "Bye."], expect: [{ said: "Hello" }] },
  { name: "asks", goal: "a refund", maxTurns: 8, expect: [{ said: "Word", level: "soft" }] },
];
const common = { personas: ["Ann is a nurse.", "Bea is a pilot."], repeat: 2, seed: 5 };

/** Results as text in an order of their own, without how long things took and which task made them. */
function withoutMoments(results: readonly object[]): string[] {
  const moments = new Set(["timestamp", "milliseconds", "latencyMs", "task"]);
  return results
    .map((result) => JSON.stringify(result, (key, value: unknown) => (moments.has(key) ? undefined : value)))
    .toSorted();
}

async function library(concurrency: number): Promise<string[]> {
  const { conversations } = await testChatbot(webhookChatbot({ url }), {
    ...common,
    scenarios: scenarios.map(defineScenario),
    user: { model },
    concurrency,
  });
  return withoutMoments(conversations.map(({ dialog }) => dialog.toJSON()));
}

async function recipe(executor: string, concurrency: number): Promise<string[]> {
  const out = join(folder, `${executor}-${concurrency}`);
  const chatbot = { type: "webhook", url };
  await runRecipe(
    { kind: "test", ...common, scenarios, chatbot, model: "x:user", concurrency, executor },
    { out, models: { "x:user": model } },
  );
  const lines = (await readFile(join(out, "dialogues.jsonl"), "utf8")).trim().split("\n");
  return withoutMoments(lines.map((line) => JSON.parse(line) as object));
}

it("holds the same conversations by library and by recipe, one at a time and sixteen, here and by a queue", async () => {
  const expected = await library(1);
  expect(expected).toHaveLength(8);
  expect(new Set(expected).size).toBe(8);
  expect(await library(16)).toEqual(expected);
  for (const executor of ["local", "postgres"])
    for (const concurrency of [1, 16])
      expect(await recipe(executor, concurrency), `${executor}, ${concurrency} at once`).toEqual(expected);
});
