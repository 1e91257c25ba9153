import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type ChatbotConnector,
  functionChatbot,
  openaiChatbot,
  webhookChatbot,
  websocketChatbot,
} from "@sdialog/agents";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { defineScenario } from "../scenario/scenario.ts";
import { probeChatbot } from "./probe-chatbot.ts";
import { testChatbot } from "./test-chatbot.ts";

let hanging: Server;
let sockets: WebSocketServer;
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  hanging = createServer(() => undefined).listen(0, "127.0.0.1");
  sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  sockets.on("connection", (socket, { url }) => {
    socket.on("message", () => {
      if (url === "/talks") socket.send(JSON.stringify({ text: "hi" }));
    });
  });
  await Promise.all(
    [hanging, sockets].map((one) => new Promise((resolve) => one.once("listening", resolve))),
  );
});

afterAll(() => {
  hanging.closeAllConnections();
  hanging.close();
  for (const client of sockets.clients) client.terminate();
  sockets.close();
});

const socket = (path: string, answer: string) =>
  websocketChatbot({ url: `ws://127.0.0.1:${portOf(sockets)}/${path}`, answer });
const never = () => functionChatbot(() => new Promise<string>(() => {}));

const late = /no answer within the time allowed/;
const faults: Readonly<Record<string, readonly [() => ChatbotConnector, RegExp]>> = {
  "a server that hangs": [() => openaiChatbot({ url: `http://127.0.0.1:${portOf(hanging)}/v1` }), late],
  "a webhook that hangs": [
    () =>
      webhookChatbot({
        url: `http://127.0.0.1:${portOf(hanging)}/chat`,
        body: { message: "{{message}}" },
        answer: "answer",
      }),
    late,
  ],
  "a silent WebSocket": [() => socket("silent", "text"), late],
  "a WebSocket whose frames hold no text at the place": [() => socket("talks", "reply"), /"reply"/],
  "a function that never returns": [never, late],
};

it.each(Object.entries(faults))(
  "%s is refused within the time that an answer has",
  async (_, [bot, message]) => {
    const refusal = { code: "chatbot_timeout", message: expect.stringMatching(message) };
    await expect(probeChatbot(bot(), { timeoutMs: 300 })).rejects.toMatchObject(refusal);
  },
);

it("one that answers in time is accepted, and a test refuses the other before anything is spent", async () => {
  await expect(probeChatbot(socket("talks", "text"), { timeoutMs: 10_000 })).resolves.toBeUndefined();
  const scenarios = [defineScenario({ name: "s", script: ["hi"], personas: ["Ann"] })];
  await expect(testChatbot(never(), { scenarios, answerTimeoutMs: 100 })).rejects.toMatchObject({
    code: "chatbot_timeout",
  });
});

it("a probe that is called off says so", async () => {
  const off = new AbortController();
  setTimeout(() => off.abort(new Error("called off")), 20);
  await expect(probeChatbot(never(), { signal: off.signal })).rejects.toThrow("called off");
});

it.each([
  [200, undefined],
  [500, undefined],
  [503, undefined],
  [429, undefined],
  [400, /Check the address, and what the chatbot expects/],
  [401, /It asks for a key/],
  [403, /It asks for a key/],
  [404, /Check the path/],
])("a chatbot that answers %d is there unless it does not want what we send: %s", async (status, hint) => {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/json", "retry-after": "0" });
      response.end(JSON.stringify({ answer: "Hi" }));
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const bot = webhookChatbot({
    url: `http://127.0.0.1:${portOf(server)}/chat`,
    body: { message: "{{message}}" },
    answer: "answer",
  });
  try {
    const probed = probeChatbot(bot, { timeoutMs: 5000 });
    if (hint === undefined) await expect(probed).resolves.toBeUndefined();
    else
      await expect(probed).rejects.toMatchObject({
        code: "chatbot_error",
        hint: expect.stringMatching(hint) as string,
      });
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
