import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BackendOptions } from "./backend.ts";
import type { ChatModel } from "./chat-model.ts";
import { compose } from "./middleware/compose.ts";
import { withCache } from "./middleware/with-cache.ts";
import { withCost } from "./middleware/with-cost.ts";
import { withLimits } from "./middleware/with-limits.ts";
import { withRetry } from "./middleware/with-retry.ts";
import { withTelemetry } from "./middleware/with-telemetry.ts";
import { withRecording } from "./recording/with-recording.ts";
import { resolveModel } from "./resolve-model.ts";
import {
  anthropicProtocol,
  bedrockProtocol,
  googleProtocol,
  instantTimer,
  ollamaProtocol,
  openaiProtocol,
  startWireServer,
  type WireProtocol,
  type WireStep,
} from "./testing/index.ts";

const inOptions = {
  apiKey: "option-key-8Vb2Nq6Lx0",
  headers: { "x-secret": "header-secret-5Tg9Ws1Cz4" },
};
const inEnvironment = {
  OPENAI_API_KEY: "env-openai-1Aq2Ws3Ed4",
  OPENAI_CUSTOM_HEADERS: "x-openai-env: env-custom-header-5Rf6Tg7Yh",
  OPENAI_ORG_ID: "env-organisation-8Uj9Ik0Ol",
  AZURE_OPENAI_API_KEY: "env-azure-2Zx3Cv4Bn5",
  OPENROUTER_API_KEY: "env-openrouter-7Yh8Uj9Ik0",
  ANTHROPIC_API_KEY: "env-anthropic-6Nm7Kj8Hg9",
  ANTHROPIC_CUSTOM_HEADERS: "x-anthropic-env: env-custom-header-1Qw2Er3Ty",
  GOOGLE_API_KEY: "env-google-4Fd5Sa6Po7",
  GEMINI_API_KEY: "env-gemini-8Iu9Yt0Re1",
  HF_TOKEN: "hf_env_token_2Wq3Mn4Bv5",
  OLLAMA_API_KEY: "env-ollama-6Cx7Za8Lk9",
  AWS_SECRET_ACCESS_KEY: "env-aws-secret-0Jh1Gf2Ds3",
  AWS_BEARER_TOKEN_BEDROCK: "env-aws-bearer-4Ap5So6Di7",
};
const planted = [
  inOptions.apiKey,
  inOptions.headers["x-secret"],
  ...Object.values(inEnvironment).map((value) => value.split(": ").at(-1) ?? value),
];

const backends: readonly (readonly [string, WireProtocol, (url: string) => BackendOptions])[] = [
  ["openai", openaiProtocol, (baseURL) => ({ baseURL: `${baseURL}/v1` })],
  ["azure", openaiProtocol, (baseURL) => ({ baseURL })],
  ["openrouter", openaiProtocol, (baseURL) => ({ baseURL: `${baseURL}/v1` })],
  ["ollama", ollamaProtocol, (baseURL) => ({ baseURL })],
  ["huggingface", openaiProtocol, (baseURL) => ({ baseURL: `${baseURL}/v1` })],
  ["bedrock", bedrockProtocol, (baseURL) => ({ baseURL, region: "eu-central-1" })],
  ["google", googleProtocol, (baseURL) => ({ baseURL })],
  ["anthropic", anthropicProtocol, (baseURL) => ({ baseURL })],
];

const reply = {
  text: ["All ", "is ", "well."],
  finish: "stop",
  usage: { inputTokens: 5, outputTokens: 3 },
} as const;
const steps: readonly WireStep[] = [
  { reply },
  { reply: { ...reply, text: Array.from({ length: 60 }, () => "word ") }, cutAfter: 0.5 },
  { malformed: true },
  { empty: true },
  ...[400, 401, 404, 408, 429, 500, 529].map((status) => ({ status, echo: true })),
];

beforeEach(() => {
  for (const [name, value] of Object.entries(inEnvironment)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

/** Everything a program may write down: files, spans, errors with their causes, what is printed. */
async function everythingTold(
  name: string,
  protocol: WireProtocol,
  options: (url: string) => BackendOptions,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "sdialog-secrets-"));
  const exporter = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer(
    "test",
  );
  const told: unknown[] = [];
  const spies = (["log", "info", "warn", "error", "debug"] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...values) => void told.push(values)),
  );
  await using server = await startWireServer(protocol);
  const stack = compose(
    withRecording(join(directory, "record.jsonl")),
    withTelemetry({ tracer, content: true }),
    withCache({ directory }),
    withCost(),
    withLimits({ concurrency: 4, timer: instantTimer() }),
    withRetry({ retries: 1, timer: instantTimer(), onRetry: (retry) => void told.push(retry) }),
  );
  const model = stack(await resolveModel(`${name}:test-model`, { ...inOptions, ...options(server.url) }));
  for (const [seed, step] of steps.entries()) {
    server.answer(step);
    const request = { messages: [{ role: "user" as const, content: "How is it?" }], seed, temperature: 0 };
    told.push(
      await settled(model.generate(request)),
      await settled(drained(model, { ...request, seed: seed + 100 })),
    );
  }
  for (const spy of spies) spy.mockRestore();
  expect(server.requests.length).toBeGreaterThan(steps.length);
  expect(exporter.getFinishedSpans().length).toBe(2 * steps.length);
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(1);
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "utf8")));
  const spans = exporter
    .getFinishedSpans()
    .map(({ attributes, status, events }) => ({ attributes, status, events }));
  return [
    ...texts,
    JSON.stringify(spans),
    inspect([told, model], { depth: 12, showHidden: true }),
    written(told),
  ].join("\n");
}

async function drained(model: ChatModel, request: Parameters<ChatModel["stream"]>[0]): Promise<unknown> {
  const chunks: unknown[] = [];
  for await (const chunk of model.stream(request)) chunks.push(chunk);
  return chunks;
}

function settled(call: Promise<unknown>): Promise<unknown> {
  return call.catch((error: unknown) => error);
}

function written(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item instanceof Error ? { ...item, message: item.message, stack: item.stack, cause: item.cause } : item,
  );
}

describe("secrets", () => {
  it.each(backends)("%s: whatever happens, none comes out", async (name, protocol, options) => {
    const told = await everythingTold(name, protocol, options);
    expect(told).toContain("All is well.");
    for (const secret of planted) expect(told.includes(secret), secret).toBe(false);
  });

  it.each(backends)(
    "%s: what the environment holds for a provider is not sent elsewhere",
    async (name, protocol, options) => {
      await using server = await startWireServer(protocol);
      server.answer({ reply });
      const own =
        name === "azure"
          ? "AZURE_OPENAI_API_KEY"
          : name === "bedrock"
            ? "AWS_BEARER_TOKEN_BEDROCK"
            : undefined;
      const model = await resolveModel(`${name}:test-model`, options(server.url));
      await model.generate({ messages: [{ role: "user", content: "Hi" }] });
      const sent = JSON.stringify(server.requests);
      for (const [variable, value] of Object.entries(inEnvironment)) {
        if (variable !== own) expect(sent.includes(value.split(": ").at(-1) ?? value), variable).toBe(false);
      }
    },
  );

  it("options configured for one backend never reach another", async () => {
    const { configure, resetDefaults } = await import("./configure.ts");
    await using server = await startWireServer(ollamaProtocol);
    server.answer({ reply });
    try {
      configure({ backends: { openai: inOptions, ollama: { baseURL: server.url } } });
      await (await resolveModel("ollama:test")).generate({ messages: [{ role: "user", content: "Hi" }] });
    } finally {
      resetDefaults();
    }
    for (const secret of planted) expect(JSON.stringify(server.requests)).not.toContain(secret);
  });
});
