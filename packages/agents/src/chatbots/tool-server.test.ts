import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { Conversation } from "../conversation/conversation.ts";
import { chatbot } from "../participants/chatbot.ts";
import { scripted } from "../participants/scripted.ts";
import { tool } from "../tools/tool.ts";
import { serveTools } from "./tool-server.ts";
import { webhookChatbot } from "./webhook-chatbot.ts";

const look = tool({
  name: "look",
  description: "Looks an order up",
  input: z.object({ id: z.string() }),
  run({ id }) {
    if (id === "none") throw new Error("there is no such order");
    return { id, price: 3 };
  },
});

/** Addresses at which the bot was lent tools. */
const lent: string[] = [];
const bot = createServer((request, response) => {
  void (async () => {
    const { message, tools } = JSON.parse(await text(request)) as { message: string; tools: string };
    lent.push(tools);
    if (tools === "") return response.end(JSON.stringify({ answer: "I have no tools." }));
    const done = await fetch(`${tools}/look`, { method: "POST", body: JSON.stringify({ id: message }) });
    return response.end(JSON.stringify({ answer: await done.text() }));
  })();
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((done) => bot.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/`;
});
afterAll(() => {
  bot.closeAllConnections();
  bot.close();
});

async function talk(tools: readonly (typeof look)[]) {
  const hook = webhookChatbot({ url, body: { message: "{{message}}", tools: "{{tools}}" } });
  const participants = [scripted("User", ["o1", "none"]), chatbot(hook, { tools })];
  return new Conversation({ participants, maxTurns: 4, guards: [] }).run({ seed: 1 });
}

it("lends tools to a bot in another process, for one conversation, and records what it does with them", async () => {
  const dialog = await talk([look]);
  expect(dialog.turns.map((turn) => turn.text)).toEqual([
    "o1",
    '{"output":"{\\"id\\":\\"o1\\",\\"price\\":3}"}',
    "none",
    '{"output":"there is no such order","isError":true}',
  ]);
  const tools = dialog.events?.filter(({ action }) => action === "tool").map(({ content }) => content);
  expect(tools).toMatchObject([
    { name: "look", args: { id: "o1" }, id: "1.0" },
    { output: '{"id":"o1","price":3}' },
    { name: "look", args: { id: "none" }, id: "3.0" },
    { output: "there is no such order", error: true },
  ]);
  expect(new Set(lent).size).toBe(1);
  // Nothing listens there any more.
  await expect(fetch(lent[0] as string)).rejects.toThrow();
});

it("tells a bot that nothing is lent to it", async () => {
  const dialog = await talk([]);
  expect(dialog.turns[1]?.text).toBe("I have no tools.");
});

it("answers nobody but who has the address, and names what is wrong with a request", async () => {
  const called: unknown[] = [];
  const server = await serveTools([look], async (name, input) => {
    called.push([name, input]);
    return { name, input, output: "ok" };
  });
  try {
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(server.url + path, init);
      return [response.status, await response.json()] as const;
    };
    expect(await ask("")).toEqual([
      200,
      [{ name: "look", description: "Looks an order up", inputSchema: look.inputSchema }],
    ]);
    expect((await ask("/look"))[0]).toBe(405);
    expect((await ask("/look", { method: "POST", body: "{" }))[0]).toBe(400);
    const page = { origin: "http://elsewhere.test" };
    expect((await ask("/look", { method: "POST", body: "{}", headers: page }))[0]).toBe(404);
    expect((await fetch(new URL("/guess/look", server.url), { method: "POST", body: "{}" })).status).toBe(
      404,
    );
    expect(called).toEqual([]);
    expect(await ask("/look", { method: "POST" })).toEqual([200, { output: "ok" }]);
    expect(called).toEqual([["look", {}]]);
  } finally {
    await server.close();
  }
});

it.each<[string, string, RequestInit, number]>([
  ["the list", "", {}, 200],
  ["a call", "/look", { method: "POST", body: '{"id": "o1"}' }, 200],
  ["a call without arguments in JSON", "/look", { method: "POST", body: "o1" }, 400],
  ["a tool that is asked for", "/look", {}, 405],
  ["a list that is posted", "", { method: "POST", body: "{}" }, 405],
  ["a page of a browser", "", { headers: { origin: "http://localhost" } }, 404],
  ["another key", "0", {}, 404],
])("answers %s with the status of HTTP that says so", async (_, path, request, status) => {
  const call = async (name: string, input: unknown) => ({ name, input, output: "yes", isError: false });
  const server = await serveTools([look], call);
  try {
    const answered = await fetch(`${server.url}${path}`, request);
    expect([answered.status, answered.headers.get("content-type")]).toEqual([status, "application/json"]);
    const body = (await answered.json()) as { error?: string } | { name: string }[];
    if (status !== 200) expect((body as { error: string }).error).not.toBe("");
    else if (path === "") expect(body).toMatchObject([{ name: "look", inputSchema: { type: "object" } }]);
    else expect(body).toEqual({ output: "yes" });
  } finally {
    await server.close();
  }
});
