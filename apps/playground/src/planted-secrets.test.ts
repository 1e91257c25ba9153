import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { configure, resetDefaults } from "@sdialog/llm";
import { compatibleProtocol, startWireServer, type WireStep } from "@sdialog/llm/testing";
import type { Hono } from "hono";
import { afterEach, describe, expect, it, vi } from "vitest";
import { OpenedFolder } from "./server/opened-folder.ts";
import { playgroundApp } from "./server/playground-app.ts";

const secrets = {
  key: "key-8Vb2Nq6Lx0",
  header: "header-5Tg9Ws1Cz4",
  query: "query-6Nm7Kj8Hg9",
  password: "password-1Aq2Ws3Ed4",
  variable: "variable-4Fd5Sa6Po7",
};
const usage = { inputTokens: 1, outputTokens: 1 };
const reply: WireStep = { reply: { text: ["Two teas, please."], finish: "stop", usage } };

afterEach(() => {
  resetDefaults();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Everything a playground answers, prints and writes while somebody uses all of it with this model. */
async function everythingTold(model: string, step: WireStep): Promise<{ told: string; asked: number }> {
  const root = await mkdtemp(join(tmpdir(), "sdialog-playground-planted-"));
  const told: unknown[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => told.push(String(text)) > 0);
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...values) => void told.push(values));
  vi.stubEnv("OPENAI_API_KEY", secrets.variable);
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", `x-more: ${secrets.variable}`);
  await using server = await startWireServer(compatibleProtocol);
  server.answer(step);
  const headers = { "x-secret": secrets.header };
  const baseURL = `${server.url}/v1?key=${secrets.query}`;
  configure({ backends: { openai: { apiKey: secrets.key, headers, baseURL } } });
  const closing = new AbortController();
  const app = playgroundApp(await OpenedFolder.open(root), root, closing.signal);
  const person = (name: string) => ({ persona: { type: "Persona", attributes: { name } }, model });
  const scene = { participants: [person("Ana"), person("Bo")], seed: 7, maxTurns: 2 };
  const send = sender(app, told);

  await send("/api/catalog");
  const { id } = JSON.parse(await send("/api/stage", { title: "Take", scene })) as { id?: string };
  const events = await send(`/api/stage/${id ?? "none"}/events`);
  await send("/api/stage");
  const finished = /\{"type":"finish","dialog":(.*)\}\n/.exec(events)?.[1];
  if (finished !== undefined) await send("/api/library/save", { dialog: JSON.parse(finished) as unknown });
  await send("/api/cast/prompt", { scene, index: 0 });
  const persona = { type: "Persona", attributes: { name: "Ana" } };
  await send("/api/cast/generate", { persona, model, seed: 1, attributes: ["age"] });
  await send("/api/code/conversation", { scene });
  await send("/api/inspect/look", { participant: scene.participants[0], message: "Hi", seed: 1 });
  const { path } = JSON.parse(await send("/api/runs/start", { scene, name: "one", count: 1 })) as {
    path?: string;
  };
  const isOver = async () => expect(await send("/api/runs")).toContain('"running":false');
  if (path !== undefined) await vi.waitFor(isOver, { timeout: 120_000, interval: 100 });
  await send(`/api/runs/show?path=${path ?? "one"}`);
  await send("/api/code/run", { path: path ?? "one" });
  await send("/api/library/sources");
  await send("/api/library/dialogs?source=");
  const sets = [{ name: "all", source: "" }];
  await send("/api/evaluate", { sets, metrics: ["real-dialog"], model });
  closing.abort();
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "latin1")));
  await rm(root, { recursive: true, maxRetries: 5 });
  const all = inspect(told, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });
  return { told: [all, ...told.map(String), ...texts].join("\n"), asked: server.requests.length };
}

/** Sends a request as the page does; what comes back is told. */
function sender(app: Hono, told: unknown[]) {
  return async (path: string, body?: unknown): Promise<string> => {
    const headers = { host: "127.0.0.1:4747", "content-type": "application/json" };
    const response = await app.request(`http://127.0.0.1:4747${path}`, {
      headers,
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    const text = await response.text();
    told.push(text, [...response.headers]);
    return text === "" ? "{}" : text;
  };
}

describe("what is planted for the models of a playground", () => {
  it.each([
    ["replies", reply],
    ["errors that repeat the headers", { status: 401, echo: true }],
  ] as const)("is in nothing it answers, prints or writes: %s", async (_how, step) => {
    const { told, asked } = await everythingTold("openai:m", step);
    expect(asked).toBeGreaterThan(2);
    expect(told).toContain("openai:m");
    expect(Object.values(secrets).filter((secret) => told.includes(secret))).toEqual([]);
  });

  it.each([`openai:m?key=${secrets.key}`, `openai:m@https://u:${secrets.password}@host/v1`])(
    "is refused as part of a model's name",
    async (model) => {
      const { told, asked } = await everythingTold(model, reply);
      expect(asked).toBe(0);
      expect(told).toContain("A model's name may not hold");
      expect(Object.values(secrets).filter((secret) => told.includes(secret))).toEqual([]);
    },
  );
});
