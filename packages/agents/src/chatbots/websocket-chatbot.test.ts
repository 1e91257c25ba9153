import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { Conversation } from "../conversation/conversation.ts";
import { chatbot } from "../participants/chatbot.ts";
import { scripted } from "../participants/scripted.ts";
import { talkWith } from "../testing/talk-with.ts";
import { tool } from "../tools/tool.ts";
import { websocketChatbot } from "./websocket-chatbot.ts";

/** What lets somebody in. */
const key = "Zq7Xk2Pv9Lm4Rt8W";

describe.skipIf(typeof WebSocket === "undefined")("a chatbot on a WebSocket", () => {
  async function startSocket(say: (text: string, count: number) => readonly string[], greeting?: string) {
    const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
    let connections = 0;
    server.on("connection", (socket) => {
      connections++;
      let count = 0;
      if (greeting !== undefined) socket.send(greeting);
      socket.on("message", (data: Buffer) => {
        for (const frame of say(data.toString("utf8"), ++count)) {
          if (frame === "close") socket.close();
          else socket.send(frame);
        }
      });
    });
    await new Promise((done) => server.once("listening", done));
    return {
      url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      connections: () => connections,
      async [Symbol.asyncDispose]() {
        for (const client of server.clients) client.terminate();
        await new Promise((done) => server.close(done));
      },
    };
  }

  it("has a connection for each conversation, and passes over a greeting", async () => {
    await using server = await startSocket(
      (text, count) => [JSON.stringify({ answer: `${count} ${text}` })],
      "Welcome!",
    );
    const bot = websocketChatbot({ url: server.url, greets: true });
    const { answers } = await talkWith(bot);
    expect(answers.map(({ text }) => text)).toEqual(['1 {"message":"One"}', '2 {"message":"Two"}']);
    await talkWith(bot);
    expect(server.connections()).toBe(2);
  });

  it("tells its greeting where it is to speak first", async () => {
    await using server = await startSocket((text) => [JSON.stringify({ answer: text })], "Welcome!");
    const speaks = chatbot(websocketChatbot({ url: server.url, greets: true }));
    const conversation = new Conversation({
      participants: [speaks, scripted("User", ["One"])],
      maxTurns: 3,
      guards: [],
    });
    const { turns } = await conversation.run({ seed: 1 });
    expect(turns.map(({ text }) => text)).toEqual(["Welcome!", "One", '{"message":"One"}']);
    expect(turns[0]).toMatchObject({ greeting: true });
    expect(turns[0]).not.toHaveProperty("latencyMs");
  });

  it("says that a greeting was missing", async () => {
    await using server = await startSocket((text) => [JSON.stringify({ answer: text })]);
    const bot = websocketChatbot({ url: server.url, greets: true });
    const { answers } = await talkWith(bot, { timeoutMs: 100, onError: "record" }, ["One"]);
    expect(answers).toMatchObject([
      { chatbotError: { kind: "timeout", message: expect.stringContaining("sent no greeting") } },
    ]);
  });

  it.each<[string, Parameters<typeof websocketChatbot>[0], (text: string) => readonly string[]]>([
    ["a frame", { url: "" }, (text) => [JSON.stringify({ answer: text })]],
    [
      "several frames",
      { url: "", until: { at: "done", is: true } },
      (text) => [JSON.stringify({ answer: text }), '{"done":true}'],
    ],
  ])(
    "takes an answer of %s that comes too late for none to the next question",
    async (_, options, frames) => {
      const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
      await new Promise((done) => server.once("listening", done));
      // The first answer comes when the second question is there, and before the second answer.
      let late: string[] = [];
      server.on("connection", (socket) => {
        socket.on("message", (data: Buffer) => {
          const { message } = JSON.parse(data.toString("utf8")) as { message: string };
          const answer = frames(`on ${message}`);
          if (message === "One") late = [...answer];
          else for (const frame of [...late.splice(0), ...answer]) socket.send(frame);
        });
      });
      const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const bot = websocketChatbot({ ...options, url });
      const { answers } = await talkWith(bot, { timeoutMs: 300, onError: "record" }, ["One", "Two", "Three"]);
      expect(answers.map(({ text }) => text)).toEqual(["", "on Two", "on Three"]);
      for (const client of server.clients) client.terminate();
      await new Promise((done) => server.close(done));
    },
  );

  const typing = '{"type":"typing"}';
  const said = '{"type":"message","answer":"Hello"}';
  const done = '{"type":"done"}';
  const ended = { until: { at: "type", is: "done" } };
  const broken = { error: "error" };
  it.each<[string, readonly string[], object, string, number]>([
    ["before it", [typing, '{"type":"ack"}', said], {}, "Hello", 2],
    ["after it", [said, '{"type":"suggestions","items":["a"]}'], {}, "Hello", 0],
    ["among its parts", [typing, '{"answer":"Hel"}', typing, '{"answer":"lo"}', done], ended, "Hello", 2],
    ["before the one that ends it", [typing, said], { until: { at: "type", is: "message" } }, "Hello", 1],
    ["before words", [typing, "Hello"], {}, "Hello", 1],
    ["before an empty answer", [typing, '{"answer":""}'], {}, "", 1],
    ["and nothing else", [done], ended, "", 0],
    ["before an error", [typing, '{"error":"down"}'], broken, "error: it answered with an error: down", 0],
    [
      "before an error, parts expected",
      ['{"answer":"Hel"}', '{"error":"down"}'],
      { ...ended, ...broken },
      "error: it answered with an error: down",
      0,
    ],
    [
      "where none holds text",
      [typing, typing],
      {},
      'timeout: no answer within the time allowed, but 2 frames: its answer holds no text at "answer"',
      0,
    ],
    [
      "where none of several holds text",
      [typing, done],
      ended,
      'protocol: its answer holds no text at "answer"',
      0,
    ],
  ])("passes over frames without text: %s", async (_, frames, options, told, skipped) => {
    await using server = await startSocket(() => frames);
    const bot = websocketChatbot({ url: server.url, ...options });
    const { dialog, answers } = await talkWith(bot, { timeoutMs: 400, onError: "record" }, ["One"]);
    const error = answers[0]?.["chatbotError"] as { kind: string; message: string } | undefined;
    expect(error === undefined ? answers[0]?.text : `${error.kind}: ${error.message}`).toBe(told);
    const warnings = (dialog.events ?? []).filter(({ action }) => action === "warning");
    expect(warnings.map(({ content }) => content)).toEqual(
      skipped === 0
        ? []
        : [expect.stringMatching(new RegExp(`^${skipped} frames? without text at "answer"`)) as string],
    );
  });

  it("answers each question by its own frames, whatever comes behind them", async () => {
    await using server = await startSocket((_, count) => [typing, `{"answer":"${count}"}`, typing]);
    const { answers } = await talkWith(websocketChatbot({ url: server.url }), {}, ["a", "b", "c"]);
    expect(answers.map(({ text }) => text)).toEqual(["1", "2", "3"]);
  });

  it("puts an answer of several frames together", async () => {
    await using server = await startSocket(() => ['{"t":"Red "}', '{"t":"roses"}', '{"done":true}']);
    const bot = websocketChatbot({ url: server.url, answer: "t", until: { at: "done", is: true } });
    expect((await talkWith(bot, {}, ["One"])).answers.map(({ text }) => text)).toEqual(["Red roses"]);
  });

  it("is told where lent tools are, in the place of its template, and which conversation it is in", async () => {
    await using server = await startSocket((text) => [text]);
    const bot = websocketChatbot({ url: server.url, body: "{{session}} {{tools}} {{message}}" });
    expect(bot.takesTools).toBe(true);
    const look = tool({ name: "look", description: "Looks", input: z.object({}), run: () => "found" });
    const { answers } = await talkWith(bot, { tools: [look], session: "s-1" }, ["One"]);
    expect(answers[0]?.text).toMatch(/^s-1 http:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]{36} One$/);
  });

  it("tells when the bot hangs up", async () => {
    await using server = await startSocket(() => ["close"]);
    const { answers } = await talkWith(websocketChatbot({ url: server.url }), { onError: "record" });
    expect(answers.map((turn) => turn["chatbotError"])).toMatchObject([
      { kind: "unreachable" },
      { kind: "unreachable" },
    ]);
  });

  it.each([
    ["the query", (url: string) => ({ url: `${url}chat?token=${key}` })],
    ["the path", (url: string) => ({ url: `${url}bots/${key}` })],
    ["the password", (url: string) => ({ url: `${url.replace("://", `://user:${key}@`)}chat` })],
    ["its message", (url: string) => ({ url, body: { say: "{{message}}", auth: { clientSecret: key } } })],
  ])("keeps a key in %s out of everything, however the bot repeats it", async (_where, options) => {
    await using server = await startSocket((text) => [
      JSON.stringify({ answer: `You sent ${text}, ${key}`, tool: key }),
    ]);
    const seen: unknown[] = [];
    const bot = websocketChatbot(options(server.url));
    const { dialog, answers } = await talkWith(bot, { onError: "record" });
    seen.push(dialog, JSON.stringify(bot), inspect(bot, { depth: 9 }));
    expect(answers).toHaveLength(2);
    const gone = websocketChatbot(options("ws://127.0.0.1:9/"));
    seen.push((await talkWith(gone, { onError: "record" })).dialog);
    seen.push(inspect(await talkWith(gone).catch((error: unknown) => error), { depth: 9 }));
    expect(JSON.stringify(seen)).not.toContain(key);
  });
});
