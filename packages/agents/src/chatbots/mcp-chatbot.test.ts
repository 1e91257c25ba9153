import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createByName } from "@sdialog/core";
import "./built-in-chatbots.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { talkWith } from "../testing/talk-with.ts";
import { tool } from "../tools/tool.ts";
import { mcpChatbot, mcpServerChatbot } from "./mcp-chatbot.ts";

/** A server whose chatbot counts the messages of its session, looks things up when it may, and can be out of order. */
function shopServer(): McpServer {
  const server = new McpServer({ name: "shop", version: "1" });
  let count = 0;
  const text = (said: string) => ({ content: [{ type: "text" as const, text: said }] });
  server.registerTool(
    "chat",
    {
      description: "Talks",
      inputSchema: { message: z.string(), conversation: z.string().optional(), tools: z.string().optional() },
    },
    async ({ message, conversation, tools }) => {
      count++;
      if (message === "Fail") return { ...text("out of order"), isError: true };
      if (message === "Look" && tools !== undefined) {
        const response = await fetch(`${tools}/look`, { method: "POST", body: '{"id":"o1"}' });
        return text(`It says ${((await response.json()) as { output: string }).output}`);
      }
      return text(`${count} ${message}${conversation === undefined ? "" : ` in ${conversation}`}`);
    },
  );
  server.registerTool("reset", { inputSchema: { really: z.boolean() } }, () => text("done"));
  return server;
}

const seen: IncomingHttpHeaders[] = [];
const sessions = new Map<string, StreamableHTTPServerTransport>();
const http = createServer((request, response) => {
  void (async () => {
    seen.push(request.headers);
    if (request.headers.authorization !== "Bearer planted-key") return response.writeHead(401).end("who?");
    const id = request.headers["mcp-session-id"] as string | undefined;
    let transport = id === undefined ? undefined : sessions.get(id);
    if (transport === undefined) {
      const opened = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => crypto.randomUUID(),
        onsessioninitialized: (session) => void sessions.set(session, opened),
        onsessionclosed: (session) => void sessions.delete(session),
      });
      transport = opened;
      await shopServer().connect(opened as never);
    }
    return transport.handleRequest(request, response);
  })();
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
});
afterAll(async () => {
  http.closeAllConnections();
  await new Promise((done) => http.close(done));
});

const headers = { authorization: "Bearer planted-key" };

const record = { onError: "record" } as const;

describe("a chatbot that is a tool of an MCP server", () => {
  it("has a session of the server for each conversation, which it ends", async () => {
    const bot = createByName("chatbot", "mcp", { url, headers, tool: "chat" });
    const talks = await Promise.all([talkWith(bot), talkWith(bot)]);
    for (const { answers } of talks) expect(answers.map(({ text }) => text)).toEqual(["1 One", "2 Two"]);
    expect(new Set(seen.map((sent) => sent["mcp-session-id"])).size).toBe(3);
    expect(sessions.size).toBe(0);
  });

  it("is told which conversation it is in, where it asks for it", async () => {
    const bot = mcpServerChatbot({ url, headers, tool: "chat", session: "conversation" });
    const { answers } = await talkWith(bot, { session: "s-1" }, ["One"]);
    expect(answers[0]?.text).toBe("1 One in s-1");
  });

  it("reaches tools that are lent to it by the address it is sent", async () => {
    const look = tool({
      name: "look",
      description: "Looks an order up",
      input: z.object({ id: z.string() }),
      run: ({ id }) => `${id} is on its way`,
    });
    const bot = mcpServerChatbot({ url, headers, tool: "chat", tools: "tools" });
    expect(bot.takesTools).toBe(true);
    const { answers, dialog } = await talkWith(bot, { tools: [look] }, ["Look"]);
    expect(answers[0]?.text).toBe("It says o1 is on its way");
    expect(dialog.events?.find(({ action }) => action === "tool")?.content).toMatchObject({
      name: "look",
      args: { id: "o1" },
    });
  });

  it("fails a turn by an error of the tool, and goes on", async () => {
    const { answers } = await talkWith(mcpServerChatbot({ url, headers, tool: "chat" }), record, [
      "Fail",
      "Two",
    ]);
    expect(answers).toMatchObject([
      { text: "", chatbotError: { kind: "error", message: "it answered with an error: out of order" } },
      { text: "2 Two" },
    ]);
  });

  it("says which tools there are where none is named", async () => {
    const bot = mcpServerChatbot({ url, headers });
    const conversation = {
      id: "1",
      tools: [],
      call: async () => ({}) as never,
      toolsAddress: async () => "",
    };
    await expect(async () => bot.connect(conversation)).rejects.toMatchObject({
      hint: expect.stringContaining("Its tools: chat, reset."),
    });
  });

  it.each([
    [{ tool: "talk" }, "protocol", "the server has no tool talk"],
    [{}, "protocol", "it is a server of tools: name the tool that is the chatbot"],
    [{ tool: "chat", message: "text" }, "protocol", "the tool chat takes no argument text"],
    [{ tool: "reset", message: "really" }, "error", expect.stringContaining("expected boolean")],
    [{ tool: "chat", headers: {} }, "error", "it answered with status 401"],
  ])("says before the first message what is wrong with %j", async (options, kind, message) => {
    const bot = mcpServerChatbot({ url, headers, ...options });
    const { answers, dialog } = await talkWith(bot, record, ["One"]);
    expect(answers[0]).toMatchObject({ chatbotError: { kind, message } });
    expect(JSON.stringify(dialog)).not.toContain("planted-key");
  });

  it("says what a tool asks for that it is not sent", async () => {
    const server = new McpServer({ name: "shop", version: "1" });
    const inputSchema = { message: z.string(), customer: z.string() };
    server.registerTool("chat", { inputSchema }, () => ({ content: [] }));
    const transports = new Map<string, StreamableHTTPServerTransport>();
    const strict = createServer((request, response) => {
      const known = transports.get(String(request.headers["mcp-session-id"]));
      if (known !== undefined) return void known.handleRequest(request, response);
      const transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: () => "s",
        onsessioninitialized: (session) => void transports.set(session, transport),
      });
      void server.connect(transport as never).then(() => transport.handleRequest(request, response));
    });
    await new Promise<void>((done) => strict.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${(strict.address() as AddressInfo).port}/`;
    const { answers } = await talkWith(mcpServerChatbot({ url: address, tool: "chat" }), record, ["One"]);
    expect(answers[0]?.["chatbotError"]).toMatchObject({
      message: "the tool chat asks for customer, which is not sent",
    });
    strict.closeAllConnections();
    await new Promise((done) => strict.close(done));
  });

  it("is unreachable when nobody listens, and a page of HTML is no MCP", async () => {
    const { answers } = await talkWith(
      mcpServerChatbot({ url: "http://127.0.0.1:9/mcp", tool: "chat" }),
      record,
      ["One"],
    );
    expect(answers[0]?.["chatbotError"]).toMatchObject({ kind: "unreachable" });
    const pages = createServer((_, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Shop</h1>");
    });
    await new Promise<void>((done) => pages.listen(0, "127.0.0.1", done));
    const page = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/`;
    const { answers: none } = await talkWith(mcpServerChatbot({ url: page, tool: "chat" }), record, ["One"]);
    expect(none[0]?.["chatbotError"]).toMatchObject({ kind: "protocol" });
    pages.closeAllConnections();
    await new Promise((done) => pages.close(done));
  });

  it("is spoken to over any transport by a client of one's own", async () => {
    const client = new Client({ name: "test", version: "1" });
    const [here, there] = InMemoryTransport.createLinkedPair();
    await shopServer().connect(there);
    await client.connect(here);
    const { answers } = await talkWith(mcpChatbot(client, { tool: "chat" }), record, ["One", "Two"]);
    expect(answers.map(({ text }) => text)).toEqual(["1 One", "2 Two"]);
    await client.close();
  });
});
