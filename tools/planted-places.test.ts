import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { inspect } from "node:util";
import { Agent, chatbot, Conversation, openaiChatbot, scripted, webhookChatbot } from "@sdialog/agents";
import { saveDialog } from "@sdialog/core/fs";
import {
  type ChatModel,
  configure,
  ModelError,
  resetDefaults,
  resolveModel,
  withCache,
  withRecording,
} from "@sdialog/llm";
import { compatibleProtocol, scriptedModel, startWireServer } from "@sdialog/llm/testing";
import { runRecipe } from "@sdialog/runner";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toldBy } from "./told-by.ts";

const secret = "Zq7Xk2Pv9Lm4Rt8W";
const basic = Buffer.from(`user:${secret}`).toString("base64");

afterEach(() => {
  resetDefaults();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Repeats all it is sent, in its words, its cookies and its headers, as pages for debugging do. */
async function repeats(status: number): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { headers, url } = request;
      const content = JSON.stringify({ headers, url, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, {
        "content-type": "application/json",
        "set-cookie": `sid=${secret}; HttpOnly`,
        "www-authenticate": headers.authorization ?? "Basic",
      });
      const message = { role: "assistant", content };
      response.end(
        JSON.stringify({
          id: "1",
          reply: content,
          choices: [{ index: 0, message, finish_reason: "stop" }],
          error: status === 200 ? undefined : { message: content },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

const withUser = (url: string): string => url.replace("://", `://user:${secret}@`);
const dead = "http://127.0.0.1:9/v1";
const talk = async (bot: ReturnType<typeof chatbot>, folder: string): Promise<unknown> => {
  const dialog = await new Conversation({
    participants: [scripted("Ana", ["Hi.", "And?"]), bot],
    maxTurns: 4,
  }).run({ seed: 1 });
  await saveDialog(dialog, join(folder, "dialog.json"));
  return dialog;
};
const ask = async (folder: string, backend: object): Promise<unknown> => {
  configure({
    model: "openai:m",
    backends: { openai: { apiKey: "none", ...backend } },
    middleware: withRecording(join(folder, "calls.jsonl")),
  });
  return new Agent({ name: "Ana" }).dialogWith(scripted("Bot", ["Hi.", "Yes."]), { maxTurns: 3, seed: 1 });
};

/** An error as HTTP clients throw it: with the request that failed. */
function clientError(): Error {
  const config = { headers: { authorization: `Bearer ${secret}` }, auth: { password: secret } };
  return Object.assign(new Error("Request failed with status code 401"), { config, request: config });
}

/** A model that somebody wrote, which keeps its key wherever one may. */
function own(parts: Partial<ChatModel>, more: object = {}): ChatModel {
  const inner = scriptedModel(() => "Hello.");
  const generate: ChatModel["generate"] = async (request) => ({
    ...(await inner.generate(request)),
    ...more,
  });
  return { ...inner, id: "mine:m", generate, ...parts };
}
const recorded = async (model: ChatModel, folder: string): Promise<unknown> => {
  const kept = withCache({ directory: join(folder, "cache"), unseeded: true })(
    withRecording(join(folder, "calls.jsonl"))(model),
  );
  const messages = [{ role: "user" as const, content: "Hi" }];
  // What is thrown and returned is the program's own: what is looked at is what was written.
  await kept.generate({ messages, seed: 1 }).catch(() => undefined);
  return undefined;
};
const calls = [
  { id: "1", name: "look", input: {}, providerState: { backend: "mine", data: { note: secret } } },
];
const testRecipe = (chatbotSpec: unknown): object => ({
  kind: "test",
  chatbot: chatbotSpec,
  scenarios: [{ name: "greets", script: ["Hello."], maxTurns: 2, expect: [{ said: "morning" }] }],
  personas: [{ name: "Ann" }],
});

type Place = (places: { readonly folder: string; readonly url: string; readonly broken: string }) => unknown;

const places: Readonly<Record<string, Place>> = {
  "a proxy of the environment, to a model": ({ folder, url }) => {
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"])
      vi.stubEnv(name, `http://user:${secret}@127.0.0.1:9`);
    return ask(folder, { baseURL: `${url}/v1` });
  },
  "a proxy of the environment, to a chatbot": ({ folder }) => {
    for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"])
      vi.stubEnv(name, `http://user:${secret}@127.0.0.1:9`);
    return talk(chatbot(dead, { onError: "record" }), folder);
  },
  "a cookie to a model that repeats it": ({ folder, url }) =>
    ask(folder, { baseURL: `${url}/v1`, headers: { cookie: `sid=${secret}` } }),
  "a cookie to a model that refuses it": ({ folder, broken }) =>
    ask(folder, { baseURL: `${broken}/v1`, headers: { cookie: `sid=${secret}` } }),
  "a cookie to a chatbot that repeats it": ({ folder, url }) =>
    talk(
      chatbot(
        webhookChatbot({ url, headers: { cookie: `a=b; sid=${secret}` }, body: { text: "{{message}}" } }),
      ),
      folder,
    ),
  "a cookie that a chatbot sets": ({ folder, url }) =>
    talk(
      chatbot(webhookChatbot({ url, body: { text: "{{message}}" }, session: { cookie: "sid" } } as never)),
      folder,
    ),
  "a user of an address, to a model": ({ folder, url }) => ask(folder, { baseURL: `${withUser(url)}/v1` }),
  "a user of an address, to a model that is not there": ({ folder }) =>
    ask(folder, { baseURL: withUser(dead) }),
  "a user of an address, to a chatbot": ({ folder, url }) => talk(chatbot(`${withUser(url)}/v1`), folder),
  "a user of an address, to a chatbot that fails": ({ folder, broken }) =>
    talk(chatbot(`${withUser(broken)}/v1`, { onError: "record" }), folder),
  "a user of an address, to a chatbot that is not there": ({ folder }) =>
    talk(chatbot(withUser(dead), { onError: "record" }), folder),
  "a header of basic authentication": ({ folder, url }) =>
    talk(chatbot(openaiChatbot({ url: `${url}/v1`, headers: { authorization: `Basic ${basic}` } })), folder),
  "a header of basic authentication that is refused": ({ folder, broken }) =>
    talk(
      chatbot(
        webhookChatbot({
          url: broken,
          headers: { Authorization: `Basic ${basic}` },
          body: { text: "{{message}}" },
        }),
        { onError: "record" },
      ),
      folder,
    ),
  "the page and files of a test, by variables": ({ folder, url }) => {
    vi.stubEnv("PLANTED_TOKEN", secret);
    vi.stubEnv("PLANTED_URL", withUser(url));
    const spec = {
      type: "webhook",
      url: "${PLANTED_URL}",
      headers: { cookie: "sid=${PLANTED_TOKEN}", authorization: "Bearer ${PLANTED_TOKEN}" },
      body: { text: "{{message}}", k: "${PLANTED_TOKEN}" },
      answer: "reply",
    };
    return runRecipe(testRecipe(spec) as never, { out: join(folder, "run") });
  },
  "the files of a test whose recipe holds it": ({ folder, url }) =>
    runRecipe(
      testRecipe({ type: "webhook", url, body: { text: "{{message}}", note: secret.slice(0, 7) } }) as never,
      { out: join(folder, "run") },
    ),
  "the cause of a participant's error": ({ folder }) =>
    talk(
      chatbot({
        name: "Bot",
        connect: () => ({
          ask: async () => {
            throw new Error("the bot failed", { cause: clientError() });
          },
        }),
      }),
      folder,
    ),
  "a participant's error": async () => {
    const participant = {
      name: "Bot",
      begin: () => ({
        // oxlint-disable-next-line require-yield -- it fails before there is anything to tell
        async *reply() {
          throw clientError();
        },
      }),
    };
    return new Conversation({
      participants: [scripted("Ana", ["Hi."]), participant as never],
      maxTurns: 2,
    }).run({ seed: 1 });
  },
  "a tool's error, told to the model": async ({ folder }) => {
    const model = scriptedModel([
      { text: "", toolCalls: [{ id: "1", name: "look", input: {} }], finishReason: "tool_calls" },
      "Fine.",
    ]);
    const look = { name: "look", description: "Looks", inputSchema: { type: "object" } };
    const execute = async (): Promise<never> => {
      throw clientError();
    };
    const agent = new Agent({ name: "A", model, tools: [{ ...look, execute } as never] });
    const dialog = await agent.dialogWith(scripted("B", ["Hi."]), { maxTurns: 2, seed: 1 });
    await saveDialog(dialog, join(folder, "dialog.json"));
    return [dialog, model.requests];
  },
  "a model's error whose cause is a client's": async ({ folder }) => {
    const model = own({
      generate: async () => {
        throw new ModelError("refused", {
          kind: "permission",
          model: "mine:m",
          cause: clientError(),
        } as never);
      },
    });
    return new Agent({ name: "A", model: withRecording(join(folder, "c.jsonl"))(model) }).dialogWith(
      scripted("B", ["Hi."]),
      { maxTurns: 2, seed: 1 },
    );
  },
  "backend data under a harmless name": ({ folder }) =>
    recorded(own({}, { backendData: { mine: { note: secret }, local: { note: secret } } }), folder),
  "what is wanted back with a call": ({ folder }) => recorded(own({}, { toolCalls: calls }), folder),
  "a notice": ({ folder }) => recorded(own({ notice: `Signed in as ${secret}` }), folder),
  "the words of a model's error": ({ folder }) => {
    const generate = async (): Promise<never> => {
      throw new ModelError(`refused for ${secret}`, { kind: "permission", model: "mine:m" });
    };
    return recorded(own({ generate }), folder);
  },
  "a model's name": () => inspect(new Agent({ model: `openai:sk-proj-${secret}1a` }), { depth: 20 }),
  "a model's name in small letters": () =>
    inspect(new Agent({ model: `openai:sk-or-v1-${secret.toLowerCase()}0123456789abcdef` }), { depth: 20 }),
  "a model, looked at": async ({ url }) =>
    inspect(
      await resolveModel("openai:m", { apiKey: secret, headers: { "x-k": secret }, baseURL: withUser(url) }),
      { depth: 20, showHidden: true },
    ),
};

describe("a secret in every place", () => {
  let repeating: { url: string; server: Server };
  let refusing: { url: string; server: Server };
  beforeEach(async () => {
    repeating = await repeats(200);
    refusing = await repeats(401);
  });
  afterEach(() => {
    for (const { server } of [repeating, refusing]) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each(Object.entries(places))("%s: is neither told nor written", async (_place, plant) => {
    const told = await toldBy(async (folder) => plant({ folder, url: repeating.url, broken: refusing.url }));
    for (const form of [secret, secret.toLowerCase(), basic, encodeURIComponent(secret)])
      expect(
        told.includes(form),
        told.slice(Math.max(0, told.indexOf(form) - 300), told.indexOf(form) + 60),
      ).toBe(false);
  });

  it("the places are really reached", async () => {
    const told = await toldBy(async (folder) => talk(chatbot(`${repeating.url}/v1`), folder));
    expect(told).toContain("user-agent");
    const failed = await toldBy(async (folder) =>
      places["the cause of a participant's error"]?.({ folder, url: "", broken: "" }),
    );
    expect(failed).toContain("Request failed with status code 401");
    await using server = await startWireServer(compatibleProtocol);
    server.answer({ status: 401, echo: true });
    expect(await toldBy((folder) => ask(folder, { baseURL: server.url }))).toContain("authentication");
  });
});
