import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@sdialog/core";
import { sampleFolder } from "@sdialog/datasets-star";
import { ModelError, registerBackend } from "@sdialog/llm";
import { createManifest, loadRecipe } from "@sdialog/runner";
import { googleProtocol, openaiProtocol, scriptedModel, startWireServer } from "@sdialog/llm/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { runInMemory } from "./testing/run-in-memory.ts";

const nowhere = join(tmpdir(), "sdialog-no-such-folder");
/** Nothing that any of the SDKs would sign in with, wherever this runs. */
const noKeys: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^(?:OPENAI|OPENROUTER|AZURE|ANTHROPIC|GOOGLE|GEMINI|HF|AWS|ELEVENLABS)_/.test(name))
      .map((name) => [name, undefined]),
  ),
  HOME: nowhere,
  ANTHROPIC_CONFIG_DIR: nowhere,
  AZURE_OPENAI_ENDPOINT: "https://nobody.openai.azure.com",
  AWS_REGION: "eu-central-1",
  AWS_EC2_METADATA_DISABLED: "true",
  METADATA_SERVER_DETECTION: "none",
  AWS_CONFIG_FILE: join(nowhere, "config"),
  AWS_SHARED_CREDENTIALS_FILE: join(nowhere, "credentials"),
};

let cwd: string;
/** What came over the network: to the chatbot under test. */
const asked: string[] = [];
const bot = createServer((request, response) => {
  asked.push(String(request.url));
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ reply: "Which ones?" }));
});
let address: string;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-keys-"));
  await new Promise<void>((done) => bot.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/chat`;
  const recipe = { kind: "dialogues", count: 2, maxTurns: 2, personas: [{ name: "A" }, { name: "B" }] };
  await writeFile(join(cwd, "recipe.json"), JSON.stringify(recipe));
  const turns = ["Where is my chair?", "In the mail.", "Since when?", "Since yesterday."].map(
    (text, index) => ({
      speaker: index % 2 === 0 ? "Ann" : "Shop",
      text,
    }),
  );
  const logs = Array.from({ length: 20 }, (_, id) => `${JSON.stringify({ id: `${id}`, turns })}\n`);
  await writeFile(join(cwd, "logs.jsonl"), logs.join(""));
  await writeFile(join(cwd, "judged.yaml"), 'judges: { "g-eval:Everybody is polite": { min: 0 } }\n');
});
afterAll(async () => {
  bot.close();
  await rm(cwd, { recursive: true, force: true });
});
beforeEach(() => {
  for (const [name, value] of Object.entries(noKeys)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

const models = {
  openai: ["openai:gpt-4.1-mini", "OPENAI_API_KEY"],
  openrouter: ["openrouter:openai/gpt-4.1-mini", "OPENROUTER_API_KEY"],
  azure: ["azure:mine", "AZURE_OPENAI_API_KEY"],
  anthropic: ["anthropic:claude-haiku-4-5", "ANTHROPIC_API_KEY"],
  google: ["google:gemini-2.5-flash", "GEMINI_API_KEY"],
  huggingface: ["huggingface:Qwen/Qwen3-8B", "HF_TOKEN"],
  bedrock: ["bedrock:amazon.nova-lite-v1:0", "AWS_PROFILE"],
} as const;

/** All of them in a sweep, else two that are drawn. */
const keyless = inject("sweeping") ? Object.entries(models) : new Random(1).sample(Object.entries(models), 2);

const commands: Readonly<Record<string, (model: string, out: string) => readonly string[]>> = {
  run: (model, out) => ["run", "recipe.json", `model=${model}`, "--out", out],
  // Of a run that was begun with a key.
  resume: (_, out) => ["resume", `${out}-begun`],
  chat: (model) => ["chat", "--model", model],
  demo: (model, out) => ["demo", "--model", model, "--out", out, "--count", "1"],
  "doctor --model": (model) => ["doctor", "--model", model],
  test: (model, out) =>
    `test ${address} --type webhook --body {"text":"{{message}}"} --answer reply --goal tulips --users 1 --max-turns 2`
      .split(" ")
      .concat("--model", model, "--out", `${out}-test`),
};

const judged = ["--metrics", "g-eval:Everybody is polite"];
/** Those that need more than a recipe. */
const others: Readonly<Record<string, (model: string, out: string) => readonly string[]>> = {
  eval: (model) => ["eval", "logs.jsonl", "--model", model, ...judged],
  compare: (model) => ["compare", "a=logs.jsonl", "b=logs.jsonl", "--model", model, ...judged],
  select: (model, out) =>
    ["select", "logs.jsonl", "--profile", "judged.yaml", "--out", `${out}-selected`].concat("--model", model),
  realism: (model) =>
    "realism --real logs.jsonl --simulated logs.jsonl --user Ann".split(" ").concat("--model", model),
  calibrate: (model, out) =>
    "calibrate --real logs.jsonl --user Ann --dialogs 4 --types 1 --rounds 0"
      .split(" ")
      .concat("--model", model, "--out", `${out}.users.yaml`),
  "star generate": (model, out) =>
    ["star", "generate", "--path", sampleFolder, "--limit", "1"].concat(
      "--model",
      model,
      "--out",
      `${out}-star`,
    ),
  "reproduce convogen": (model, out) =>
    "reproduce convogen --n 1 --only GPIS-s".split(" ").concat("--model", model, "--out", `${out}-convogen`),
};

async function beginRun(model: string, folder: string): Promise<void> {
  const manifest = await createManifest(
    await loadRecipe(join(cwd, "recipe.json"), { overrides: [`model=${model}`] }),
  );
  await mkdir(join(cwd, folder));
  await writeFile(join(cwd, folder, "manifest.json"), JSON.stringify(manifest));
}

describe.each(keyless)("%s without a key", (backend, [model, variable]) => {
  it.each(Object.keys(others))("has not begun to %s: status 2, and where a key would go", async (name) => {
    const run = await runInMemory(others[name]?.(model, backend) ?? [], { cwd });
    expect(run.err).toMatch(/no API key was given|no AWS credentials were found/);
    expect(run.err).toContain(variable);
    expect(run.status).toBe(2);
  });

  it("is not asked by metrics that ask nobody: status 0", async () => {
    const args = ["eval", "logs.jsonl", "--model", model, "--metrics", "mean-turn-length", "--json"];
    expect((await runInMemory(args, { cwd })).status).toBe(0);
  });

  it("does not serve: status 2, and where a key would go", async () => {
    const signal = AbortSignal.timeout(60_000);
    const run = await runInMemory(["serve", "--model", model, "--port", "0"], { cwd, signal });
    expect(run).toMatchObject({ status: 2, err: expect.stringContaining(variable) as string, out: "" });
  });
});

describe.each(keyless)("%s without a key", (backend, [model, variable]) => {
  it.each(Object.keys(commands))("has not begun to %s: status 2, and where a key would go", async (name) => {
    const args = commands[name]?.(model, backend) ?? [];
    if (name === "resume") await beginRun(model, `${backend}-begun`);
    const before = await readdir(cwd);
    const { status, err } = await runInMemory(args, { cwd, input: "Hello\n" });
    expect(err).toMatch(/no API key was given|no AWS credentials were found/);
    expect(err).toContain(variable);
    expect(err).not.toMatch(/tried again|tasks? failed/);
    expect(status).toBe(2);
    expect(asked.splice(0)).toEqual([]);
    // Nothing is left behind, not even a folder.
    expect(await readdir(cwd)).toEqual(before);
  });
});

it.each(["openai:tts-1", "elevenlabs:", "azure:westeurope", "google:", "polly:"])(
  "%s without a key has not begun to speak: status 2",
  async (engine) => {
    const turns = [{ speaker: "A", text: "Hello." }];
    await writeFile(join(cwd, "one.json"), JSON.stringify({ id: "one", turns }));
    const out = `spoken-${engine.split(":", 1)[0]}`;
    const run = await runInMemory(["speak", "one.json", "--engine", engine, "--out", out], { cwd });
    expect(run).toMatchObject({
      err: expect.stringMatching(/no API key|no credentials/) as string,
      status: 2,
    });
  },
);

/** The backends whose servers the environment can name. */
const elsewhere = [
  ["openai", openaiProtocol, "OPENAI_BASE_URL", "/v1"],
  ["azure", openaiProtocol, "AZURE_OPENAI_ENDPOINT", ""],
  ["google", googleProtocol, "GOOGLE_GEMINI_BASE_URL", ""],
] as const;

// Models are shared by name with whoever names them, so each test names its own.
describe.each(elsewhere)("%s at a server of one's own", (backend, protocol, at, path) => {
  it.each(["run", "chat"])("has begun to %s with a key that the server refuses: status 1", async (name) => {
    await using server = await startWireServer(protocol);
    server.answer({ status: 401 });
    vi.stubEnv(models[backend][1], "wrong");
    vi.stubEnv(at, `${server.url}${path}`);
    const args = commands[name]?.(`${backend}:refused-to-${name}`, `${backend}-refused`) ?? [];
    const { status, err } = await runInMemory(args, { cwd, input: "Hello\n" });
    expect(err).toContain("HTTP 401");
    expect(status).toBe(1);
  });

  it("is asked without a key, which it may not want: status 0", async () => {
    await using server = await startWireServer(protocol);
    server.answer({
      reply: { text: ["Hello."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
    });
    vi.stubEnv(at, `${server.url}${path}`);
    const args = ["chat", "--system", "Be brief.", "--model", `${backend}:open`];
    expect(await runInMemory(args, { cwd, input: "Hello\n" })).toMatchObject({ status: 0, err: "" });
    expect(server.requests).toHaveLength(1);
  });
});

describe("a key that is missing once something was made", () => {
  let left = 0;
  beforeAll(() => {
    const { capabilities } = scriptedModel([]);
    registerBackend({
      name: "leaving",
      description: "answers until its key is taken away",
      packages: [],
      capabilities: { ...capabilities, embeddings: false },
      create: async () => ({
        chat: () =>
          scriptedModel(
            () => {
              if (left-- > 0) return "Fine.";
              throw new ModelError("gone", { kind: "no_credentials", model: "leaving:m" });
            },
            { id: "leaving:m" },
          ),
      }),
    });
  });

  it.each([
    ["before the first turn", 0, 2, 2],
    ["within the first conversation", 1, 1, 1],
    ["after the first conversation", 2, 1, 2],
    ["within the second conversation", 3, 1, 1],
  ] as const)("%s", async (when, calls, status, resumed) => {
    left = calls;
    const out = when.replaceAll(" ", "-");
    const run = await runInMemory(
      ["run", "recipe.json", "model=leaving:m", "concurrency=1", "retries=0", "--out", out],
      { cwd },
    );
    expect(run).toMatchObject({ status, err: expect.stringContaining("gone") as string });
    left = 0;
    // What goes on with a conversation that was broken off has begun; what only finds that it cannot, has not.
    const again = await runInMemory(["resume", out], { cwd });
    expect(again).toMatchObject({ status: resumed, err: expect.stringContaining("gone") as string });
    left = 4;
    expect(await runInMemory(["resume", out], { cwd })).toMatchObject({ status: 0 });
  });
});
