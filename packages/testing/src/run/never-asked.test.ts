import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import type { ChatModel, ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { readSource, runRecipe, showRun } from "@sdialog/runner";
import { expect, it } from "vitest";
import { junitXml } from "../results/junit-xml.ts";
import { readTestedDialogs } from "../results/tested-dialog.ts";
import { simulate } from "../simulate/simulate.ts";
import { matchers } from "../simulate/matchers.ts";

const spoken = ({ messages }: ChatRequest): number =>
  messages.filter(({ role }) => role === "assistant").length;
const says = (...lines: readonly string[]): ChatModel =>
  scriptedModel((request) => lines[spoken(request)] ?? "FINISH");

it.each<[string, ChatModel, object, string]>([
  ["leaves at once", says("FINISH"), {}, "error"],
  ["says something and leaves with it", says('"A refund." FINISH'), {}, "error"],
  ["says nothing at all", says(""), {}, "error"],
  ["asks once", says('"A refund."'), {}, "passed"],
  ["says its script, and leaves", says(), { script: ["A refund."] }, "passed"],
])("a conversation whose user %s is tested only where the bot was asked", async (_, model, more, outcome) => {
  let asked = 0;
  const bot = () => `Answer ${++asked}.`;
  const talks = await simulate(bot, { goal: "a refund", model, users: ["Ann"], probe: false, ...more });
  const [one] = talks.conversations;
  expect(one?.result.outcome).toBe(outcome);
  expect(asked > 0).toBe(outcome === "passed");
  expect(talks.summary).toMatchObject({ errors: outcome === "error" ? 1 : 0 });
  expect(talks.summary.goals.reached).toBe(outcome === "passed" ? 1 : 0);
  expect(matchers.toReachGoal(talks).pass).toBe(outcome === "passed");
  if (outcome === "error")
    expect(one?.result.findings.at(-1)).toMatchObject({ class: "user_fault", level: "hard" });
});

it("says what was refused before the user left", async () => {
  let call = 0;
  const model = scriptedModel(() => (call++ % 2 === 0 ? '"My card is 4711-0815."' : "FINISH"));
  const talks = await simulate(() => "Hm.", {
    goal: "a refund",
    hides: { card: "4711-0815" },
    model,
    users: ["Ann"],
    probe: false,
  });
  expect(talks.conversations[0]?.result.findings[0]?.message).toMatch(
    /before the bot was asked anything after .*card/,
  );
});

it("one such conversation among others is kept, counted and left out by whoever reads the run", async () => {
  const server = createServer((_, response) => response.end('{"reply":"Hello."}')).listen(0, "127.0.0.1");
  await once(server, "listening");
  const out = await mkdtemp(join(tmpdir(), "sdialog-never-asked-"));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const model = scriptedModel((request) => {
    const silent = request.messages.some(({ content }) => content.includes("Cem"));
    return silent || spoken(request) > 0 ? "FINISH" : '"Hi."';
  });
  const recipe = {
    kind: "test",
    chatbot: { type: "webhook", url, body: { text: "{{message}}" }, answer: "reply" },
    model: "x:1",
    personas: ["Ann", "Bea", "Cem", "Dora", "Eve"].map((name) => ({ name })),
    scenarios: [{ name: "s", goal: "a greeting" }],
  };
  for (const _ of ["begun", "resumed"])
    expect(await runRecipe(recipe, { out, models: { "x:1": model } })).toMatchObject({ done: 4, failed: 1 });
  server.close();
  expect(await showRun(out)).toMatchObject({ outcomes: { outcomes: { passed: 4, error: 1 } } });
  const results = (await readTestedDialogs(out)).map(({ result }) => result);
  expect(results.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed", "passed", "error"]);
  expect(junitXml(results)).toContain('tests="5" failures="0" errors="1"');
  const notes: string[] = [];
  const read = await Array.fromAsync(readSource(out, { onNote: (note) => void notes.push(note) }));
  expect(read).toHaveLength(4);
  expect(notes).toEqual(["1 dialogue failed and is left out (failures.jsonl)"]);
  await rm(out, { recursive: true });
});
