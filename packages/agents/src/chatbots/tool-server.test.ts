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
