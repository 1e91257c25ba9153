import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFolder } from "@sdialog/datasets-star";
import { openaiProtocol, startWireServer } from "@sdialog/llm/testing";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { runInMemory } from "./testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-second-keys-"));
  const turns = ["Where is my chair?", "In the mail.", "Since when?"].map((text, index) => ({
    speaker: index === 1 ? "Shop" : "Ann",
    text,
  }));
  await writeFile(join(cwd, "said.jsonl"), `${JSON.stringify({ id: "said", turns })}\n`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));
beforeEach(() => {
  // Nobody is signed in, neither by files nor by the machine.
  vi.stubEnv("HOME", cwd);
  for (const name of Object.keys(process.env))
    if (/^(?:OPENAI|GOOGLE|GEMINI|ANTHROPIC|AWS|AZURE)_/.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(() => vi.unstubAllEnvs());

const keyless = "openai:gpt-4.1-mini";
const elsewhere = "google:gemini-2.5-flash";
const judged = { evaluate: ["g-eval:Everybody is polite"], judge: keyless };
const people = { personas: ["a cook"], maxTurns: 4 };
const talk = { maxTurns: 2, personas: [{ name: "Ann" }, { name: "Bo" }] };
const experience = {
  personas: [{ name: "Ann Lee" }, { name: "Bo Day" }, { name: "Cy Fox" }],
  relations: "Friends.",
  situation: "A lift.",
  topic: "Lunch",
  conversation_starter: "Well?",
};
const asked = { queries: ["Why?"], ...people };
const scenario = { name: "tulips", goal: "tulips", maxTurns: 2 };
const chatbot = { type: "webhook", url: "http://127.0.0.1:9/chat" };

/** Recipes whose `model` can be asked, and of which another model has no key. */
const recipes: readonly (readonly [kind: string, whose: string, fields: object])[] = [
  [
    "dialogues",
    "a speaker's",
    { ...talk, personas: [{ name: "Ann" }, { name: "Bo", agent: { model: keyless } }] },
  ],
  ["dialogues", "the judge's", { ...talk, ...judged }],
  ["interactions", "the user's", { ...asked, user: { model: keyless } }],
  ["interactions", "the noise's", { ...asked, noise: { type: "semantic", model: keyless } }],
  ["interactions", "the judge's", { ...asked, ...judged }],
  ["roleplay", "the inquirer's", { ...people, goals: ["a recipe"], inquirer: { model: keyless } }],
  ["roleplay", "the judge's", { ...people, goals: ["a recipe"], ...judged }],
  ["group-chat", "the selector's", { experiences: [experience], maxTurns: 4, selector: keyless }],
  ["group-chat", "the judge's", { experiences: [experience], maxTurns: 4, ...judged }],
  ["convogen", "the selector's", { maxTurns: 2, participants: 2, selector: keyless }],
  ["convogen", "the judge's", { maxTurns: 2, participants: 2, ...judged }],
  ["paraphrase", "the judge's", { dialogs: "said.jsonl", ...judged }],
  ["star", "the judge's", { path: sampleFolder, maxTurns: 2, ...judged }],
  ["test", "the judge's", { chatbot, scenarios: [scenario], probe: false, judge: keyless }],
];

it.each(recipes)("%s: %s missing key is found before another model is asked", async (kind, whose, fields) => {
  await using server = await startWireServer(openaiProtocol);
  server.answer({ reply: { text: ["Fine."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } });
  const name = `${kind}-${whose.replaceAll(/\W/g, "-")}`;
  const model = { name: "openai:first", baseURL: `${server.url}/v1` };
  await writeFile(
    join(cwd, `${name}.json`),
    JSON.stringify({ kind, count: 1, seed: 1, retries: 0, model, ...fields }),
  );
  const run = await runInMemory(["run", `${name}.json`, "--out", name], { cwd });
  expect(run.err).toContain("OPENAI_API_KEY");
  expect(run.status).toBe(2);
  expect(server.requests).toHaveLength(0);
});

it.each([
  ["a pool", `model=[openai:first,${elsewhere}]`],
  ["a sweep", `model=openai:first,${elsewhere}`],
])("what %s names is opened before anything is asked", async (name, models) => {
  await using server = await startWireServer(openaiProtocol);
  vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
  server.answer({ reply: { text: ["Fine."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } });
  const recipe = { kind: "dialogues", count: 1, concurrency: 1, ...talk };
  await writeFile(join(cwd, `${name}.json`), JSON.stringify(recipe));
  const run = await runInMemory(["run", `${name}.json`, models, "--out", `of ${name}`], { cwd });
  expect(run).toMatchObject({ status: 2, err: expect.stringContaining("GEMINI_API_KEY") as string });
  expect(server.requests).toHaveLength(0);
});

it.each([
  ["roleplay", { goals: ["a recipe"], ...people, inquirer: { model: "local:pocket" } }],
  ["interactions", { ...asked, user: { model: "local:pocket" } }],
])("%s of a chatbot needs no key for a model that nobody asks", async (kind, fields) => {
  await writeFile(
    join(cwd, `${kind}.json`),
    JSON.stringify({ kind, count: 1, model: keyless, chatbot, ...fields }),
  );
  const run = await runInMemory(["run", `${kind}.json`, "--out", `bot ${kind}`], { cwd });
  expect(run.err).not.toContain("OPENAI_API_KEY");
});

it.each([
  ["anthropic:claude-x", {}, "ANTHROPIC_API_KEY"],
  ["bedrock:x", { AWS_REGION: "us-east-1" }, "AWS_PROFILE"],
  ["bedrock:x", {}, "AWS_REGION"],
  ["azure:x", { AZURE_OPENAI_API_KEY: "k" }, "AZURE_OPENAI_ENDPOINT"],
])("a judge %s with %j costs nothing, and %s is named", async (judge, env, named) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await using server = await startWireServer(openaiProtocol);
  server.answer({ reply: { text: ["Fine."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } });
  const model = { name: "openai:first", baseURL: `${server.url}/v1` };
  const recipe = { kind: "dialogues", count: 1, ...talk, ...judged, judge, model };
  await writeFile(join(cwd, "judged.json"), JSON.stringify(recipe));
  const out = `judged by ${named}`;
  const run = await runInMemory(["run", "judged.json", "--out", out], { cwd });
  expect(run).toMatchObject({ status: 2, err: expect.stringContaining(named) as string });
  expect(server.requests).toHaveLength(0);
});
