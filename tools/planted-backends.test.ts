import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  Agent,
  chatbot,
  Conversation,
  openaiChatbot,
  scripted,
  tool,
  webhookChatbot,
  type ChatbotConnector,
} from "@sdialog/agents";
import { saveDialog } from "@sdialog/core/fs";
import { configure, modelPool, resetDefaults, resolveModel } from "@sdialog/llm";
import {
  anthropicProtocol,
  bedrockProtocol,
  compatibleProtocol,
  googleProtocol,
  ollamaProtocol,
  openaiProtocol,
  scriptedModel,
  startWireServer,
  type WireProtocol,
} from "@sdialog/llm/testing";
import { runRecipe } from "@sdialog/runner";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { toldBy } from "./told-by.ts";

const secrets = {
  key: "key-8Vb2Nq6Lx0",
  header: "header-5Tg9Ws1Cz4",
  user: "user-3Fd8Kj2Pq7",
  password: "password-1Aq2Ws3Ed4",
  query: "query-6Nm7Kj8Hg9",
};
/** Every variable that lets somebody in and that a backend, an SDK under it or a tracker reads. */
const variables =
  "OPENAI_API_KEY OPENAI_ADMIN_KEY OPENAI_ORG_ID OPENAI_PROJECT_ID OPENAI_WEBHOOK_SECRET AZURE_OPENAI_API_KEY OPENROUTER_API_KEY AZURE_OPENAI_AD_TOKEN ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_WEBHOOK_SIGNING_KEY GOOGLE_API_KEY GEMINI_API_KEY HF_TOKEN OLLAMA_API_KEY AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN MLFLOW_TRACKING_TOKEN MLFLOW_TRACKING_PASSWORD PGPASSWORD".split(
    " ",
  );
const inVariable = (name: string): string => `${name.toLowerCase().replaceAll("_", "-")}-4Fd5Sa6Po7`;
/** Variables of headers and addresses, which hold more than the secret. */
const composed = {
  OPENAI_CUSTOM_HEADERS: `x-custom: ${inVariable("OPENAI_CUSTOM_HEADERS")}`,
  ANTHROPIC_CUSTOM_HEADERS: `x-custom: ${inVariable("ANTHROPIC_CUSTOM_HEADERS")}`,
  OTEL_EXPORTER_OTLP_HEADERS: `api-key=${inVariable("OTEL_EXPORTER_OTLP_HEADERS")}`,
};
const planted = [...Object.values(secrets), ...[...variables, ...Object.keys(composed)].map(inVariable)];

function plantEnvironment(): void {
  for (const name of variables) vi.stubEnv(name, inVariable(name));
  for (const [name, value] of Object.entries(composed)) vi.stubEnv(name, value);
}

afterEach(() => {
  resetDefaults();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const backends: Readonly<Record<string, readonly [WireProtocol, path: string, options?: object]>> = {
  openai: [compatibleProtocol, "/v1"],
  azure: [openaiProtocol, ""],
  openrouter: [compatibleProtocol, "/v1"],
  huggingface: [compatibleProtocol, "/v1"],
  ollama: [ollamaProtocol, ""],
  google: [googleProtocol, ""],
  anthropic: [anthropicProtocol, ""],
  bedrock: [bedrockProtocol, "", { region: "eu-central-1" }],
};

function expectNothingPlanted(told: string): void {
  expect(planted.filter((secret) => told.includes(secret))).toEqual([]);
}

describe("what is planted for a backend", () => {
  const answers = {
    "a reply": { reply: { text: ["Fine."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } },
    "an error that repeats the headers": { status: 401, echo: true },
    "a malformed reply": { malformed: true },
  } as const;

  it.each(Object.keys(backends).flatMap((name) => Object.keys(answers).map((how) => [name, how] as const)))(
    "%s: %s tells none of it",
    async (name, how) => {
      plantEnvironment();
      const [protocol, path, options] = backends[name] as (typeof backends)[string];
      await using server = await startWireServer(protocol);
      server.answer(answers[how as keyof typeof answers]);
      const baseURL = `${server.url}${path}`;
      const key = name === "bedrock" ? {} : { apiKey: secrets.key };
      const headers = { "x-secret": secrets.header };
      configure({ model: `${name}:m`, backends: { [name]: { ...options, ...key, headers, baseURL } } });
      const events: unknown[] = [];
      const told = await toldBy(async (folder) => {
        const dialog = await new Agent({ name: "Ana" }).dialogWith(scripted("Bot", ["Hi.", "Yes."]), {
          maxTurns: 2,
          seed: 1,
          onEvent: (event) => void events.push(event),
        });
        await saveDialog(dialog, join(folder, "dialog.json"));
        return { dialog, events };
      });
      expect(server.requests.length).toBeGreaterThan(0);
      expectNothingPlanted(told);
    },
  );

  it("Ollama's address in the environment tells nothing of who is let in", async () => {
    await using server = await startWireServer(ollamaProtocol);
    server.answer({ status: 500, echo: true });
    vi.stubEnv("OLLAMA_HOST", server.url.replace("://", `://${secrets.user}:${secrets.password}@`));
    expectNothingPlanted(
      await toldBy(() => new Agent({ model: "ollama:m" }).dialogWith(scripted("Bot", ["Hi."]), { seed: 1 })),
    );
  });

  it("a run keeps none of it", async () => {
    plantEnvironment();
    await using server = await startWireServer(compatibleProtocol);
    server.answer(answers["a reply"]);
    const headers = { "x-secret": secrets.header };
    const baseURL = `${server.url}/v1?key=${secrets.query}`;
    configure({ backends: { openai: { apiKey: secrets.key, headers, baseURL } } });
    const recipe = {
      kind: "dialogues",
      count: 1,
      model: "openai:m",
      maxTurns: 2,
      personas: [{ name: "Ana" }, { name: "Bo" }],
    } as const;
    const told = await toldBy((folder) => runRecipe(recipe, { out: join(folder, "run") }));
    expect(told).toContain("openai:m");
    expectNothingPlanted(told);
  });

  it("tools are recorded by what describes them, whatever else is on them", async () => {
    const told = await toldBy(async () => {
      const lookUp = tool({
        name: "look_up",
        description: "Looks something up",
        input: z.object({}),
        run: () => secrets.key.length,
      });
      const more = {
        headers: { "x-secret": secrets.header },
        env: { KEY: secrets.key },
        url: `http://x/?k=${secrets.query}`,
      };
      const agent = new Agent({
        name: "Ana",
        tools: [{ ...lookUp, ...more }],
        model: scriptedModel(["Hi."]),
      });
      return (await agent.dialogWith(scripted("Bot", ["Hi."]), { maxTurns: 2, seed: 1 })).toJSON();
    });
    expect(told).toContain("look_up");
    expectNothingPlanted(told);
  });
});

/** A chatbot that repeats whatever it is sent, as debug pages do. */
async function echo(status: number, shape: (all: string) => unknown) {
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const all = JSON.stringify({ headers: request.headers, url: request.url, body });
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(shape(all)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1?key=${secrets.query}`,
    [Symbol.asyncDispose]: async () => void (await new Promise((resolve) => server.close(resolve))),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

describe("a chatbot that repeats what it is sent", () => {
  const headers = { authorization: `Bearer ${secrets.header}`, "X-Secret": secrets.key };
  const connectors: Readonly<Record<string, (url: string) => ChatbotConnector>> = {
    webhook: (url) =>
      webhookChatbot({ url, headers, body: { say: "{{message}}", auth: { apiKey: secrets.password } } }),
    openai: (url) => openaiChatbot({ url, headers, apiKey: secrets.password }),
  };
  const shapes: Readonly<Record<string, readonly [number, (all: string) => unknown]>> = {
    "as its answer": [
      200,
      (answer) => ({ answer, choices: [{ message: { role: "assistant", content: answer } }] }),
    ],
    "where no answer is": [200, (debug) => ({ debug })],
    "as an error": [500, (error) => ({ error: { message: error } })],
  };
  it.each(
    Object.keys(connectors).flatMap((name) =>
      Object.keys(shapes).flatMap((how) =>
        (["throw", "record"] as const).map((onError) => [name, how, onError] as const),
      ),
    ),
  )("%s, %s: nothing of it is told (%s)", async (name, how, onError) => {
    await using server = await echo(...(shapes[how] as (typeof shapes)[string]));
    const bot = chatbot((connectors[name] as (typeof connectors)[string])(server.url), { onError });
    const told = await toldBy(async (folder) => {
      const dialog = await new Conversation({
        participants: [scripted("Ana", ["Hi."]), bot],
        maxTurns: 2,
      }).run({ seed: 1 });
      await saveDialog(dialog, join(folder, "dialog.json"));
      return dialog;
    });
    expectNothingPlanted(told);
  });
});

describe("a model's name with a key in it", () => {
  const names = [
    `openai:m?key=${secrets.key}`,
    `openai:m@https://${secrets.user}:${secrets.password}@host/v1`,
    `openai:m&api_key=${secrets.key}`,
    `openai:m;token=${secrets.key}`,
    `openai:https://host/v1?x=${secrets.query}#m`,
    `ollama:${secrets.user}:${secrets.password}@host:11434/m`,
    `sk-proj-${secrets.key}A`,
    `openai:sk-${secrets.key}A9`,
    `nobackend:m?key=${secrets.key}`,
  ];
  const uses: Readonly<Record<string, (name: string, folder: string) => unknown>> = {
    resolveModel: (name) => resolveModel(name),
    configure: (name) => configure({ model: name }),
    modelPool: (name) => modelPool([{ model: name }, { model: "local:pocket" }]),
    "Agent.modelInfo": (name) => new Agent({ model: name }).modelInfo,
    conversation: (name) =>
      new Agent({ model: name, name: "Ana" }).dialogWith(scripted("Bot", ["Hi."]), { maxTurns: 2, seed: 1 }),
    chatbot: (name) => chatbot("http://127.0.0.1:9/v1", { model: name }).modelInfo,
    "a model's own": (id) => resolveModel({ ...scriptedModel(["Hi."]), id }),
    recipe: (model, folder) =>
      runRecipe(
        { kind: "dialogues", count: 1, model, personas: [{ name: "A" }, { name: "B" }] },
        { out: join(folder, "run") },
      ),
  };
  it.each(Object.keys(uses))("is refused or left out: %s", async (use) => {
    for (const name of names) {
      const told = await toldBy(async (folder) => (uses[use] as (typeof uses)[string])(name, folder));
      expectNothingPlanted(told);
      resetDefaults();
    }
  });

  it.each([
    "openai:gpt-4.1",
    "openai:ft:gpt-4o-mini:acme::AbC123xY",
    "ollama:qwen3:14b",
    "ollama:hf.co/bartowski/Llama-3.2-1B-Instruct-GGUF:Q4_K_M",
    "ollama:registry.example:5000/me/model:latest",
    "huggingface:meta-llama/Llama-3.3-70B-Instruct:together",
    "bedrock:arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "google:claude-sonnet-4@20250514",
    "openai:@cf/meta/llama-3.1-8b-instruct",
    "local:/home/me/models/token-classifier",
    "local:C:\\models\\secret-sauce-7b",
    "openai:accounts/fireworks/models/kimi-k2",
    "ollama:llama3:8b@sha256:0ab1cd",
  ])("is not what %s is", (name) => {
    expect(new Agent({ model: name }).modelInfo).toEqual({ name });
  });
});
