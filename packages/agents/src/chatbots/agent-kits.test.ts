import { createOpenAI } from "@ai-sdk/openai";
import {
  Agent,
  OpenAIChatCompletionsModel,
  run,
  setTracingDisabled,
  tool as agentsTool,
} from "@openai/agents";
import { openaiProtocol, startWireServer, type WireServer } from "@sdialog/llm/testing";
import { jsonSchema, tool as aiTool, ToolLoopAgent } from "ai";
import { OpenAI } from "openai";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ChatbotOptions } from "../participants/chatbot.ts";
import { talkWith } from "../testing/talk-with.ts";
import { tool } from "../tools/tool.ts";
import { aiSdkChatbot } from "./ai-sdk-chatbot.ts";
import type { ChatbotConnector } from "./chatbot-connector.ts";
import type { LentTool } from "./lent-tools.ts";
import { openaiAgentChatbot } from "./openai-agent-chatbot.ts";

let server: WireServer;
beforeAll(async () => {
  setTracingDisabled(true);
  server = await startWireServer(openaiProtocol);
});
afterAll(() => server[Symbol.asyncDispose]());

interface Message {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly { readonly function: { readonly name: string } }[];
}

const messagesOf = (body: string) => (JSON.parse(body) as { messages: readonly Message[] }).messages;
const textOf = (content: unknown): string =>
  typeof content === "string" ? content : ((content as { text: string }[] | undefined)?.[0]?.text ?? "");

/** A model that calls a tool when it is asked about an order, tells its result, and else how much it remembers. */
function shopModel(name: string): void {
  const usage = { inputTokens: 1, outputTokens: 1 };
  server.answer(({ body }) => {
    const messages = messagesOf(body);
    const last = messages.at(-1);
    if (last?.role === "tool")
      return { reply: { text: [`It says ${textOf(last.content)}`], finish: "stop", usage } };
    if (textOf(last?.content).includes("order"))
      return {
        reply: {
          text: [],
          toolCalls: [{ id: `call_${messages.length}`, name, input: { id: "o1" } }],
          finish: "tool_calls",
          usage,
        },
      };
    return { reply: { text: [messages.map(({ role }) => role).join(" ")], finish: "stop", usage } };
  });
}

const model = () => createOpenAI({ baseURL: `${server.url}/v1`, apiKey: "none" }).chat("shop");
const agentsModel = () =>
  new OpenAIChatCompletionsModel(
    new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "none", maxRetries: 0 }) as never,
    "shop",
  );

async function talk(bot: ChatbotConnector, options: ChatbotOptions, lines: readonly string[]) {
  const { dialog, answers } = await talkWith(bot, { onError: "record", ...options }, lines);
  const tools = dialog.events?.filter(({ action }) => action === "tool").map(({ content }) => content);
  return { answers, tools };
}

const input = { id: z.string() };
const look = { description: "Looks an order up", found: ({ id }: { id: string }) => `${id} is on its way` };
const broken = () => {
  throw new Error("the warehouse is closed");
};

const aiAgent = (execute: (found: { id: string }) => string) =>
  new ToolLoopAgent({
    model: model(),
    instructions: "Help people.",
    maxRetries: 0,
    tools: { look: aiTool({ description: look.description, inputSchema: z.object(input), execute }) },
  });

const openaiAgent = (execute: (found: { id: string }) => string) =>
  new Agent({
    name: "Shop",
    instructions: "Help people.",
    model: agentsModel(),
    tools: [
      agentsTool({ name: "look", description: look.description, parameters: z.object(input), execute }),
    ],
  });

/** The same agents, of tools that are lent. */
const lentToAi = ({ tools }: { readonly tools: readonly LentTool[] }) =>
  new ToolLoopAgent({
    model: model(),
    tools: Object.fromEntries(
      tools.map(({ name, description, inputSchema, execute }) => [
        name,
        aiTool({ description, inputSchema: jsonSchema(inputSchema), execute }),
      ]),
    ),
  });
const lentToOpenai = ({ tools }: { readonly tools: readonly LentTool[] }) =>
  new Agent({
    name: "Shop",
    model: agentsModel(),
    tools: tools.map(({ name, description, inputSchema, execute }) =>
      agentsTool({ name, description, parameters: inputSchema as never, strict: false, execute }),
    ),
  });

describe.each<
  [string, (execute: (found: { id: string }) => string) => ChatbotConnector, () => ChatbotConnector]
>([
  ["the AI SDK", (execute) => aiSdkChatbot(aiAgent(execute)), () => aiSdkChatbot(lentToAi)],
  [
    "the OpenAI Agents SDK",
    (execute) => openaiAgentChatbot({ agent: openaiAgent(execute), run }),
    () => openaiAgentChatbot<Agent>({ agent: lentToOpenai, run }),
  ],
])("an agent of %s", (_kit, own, lent) => {
  it("answers word for word, remembers its tool calls as it does itself, and shows them", async () => {
    shopModel("look");
    const bot = own(look.found);
    expect(bot.takesTools).toBe(false);
    const { answers, tools } = await talk(bot, {}, ["Where is my order?", "Thanks!"]);
    expect(answers.map(({ text }) => text)).toEqual([
      "It says o1 is on its way",
      "system user assistant tool assistant user",
    ]);
    expect(tools).toEqual([
      { name: "look", args: { id: "o1" }, id: "1.0" },
      { name: "look", output: "o1 is on its way", call_id: "1.0" },
    ]);
  });

  it("answers with what it says before its tool calls as well", async () => {
    const usage = { inputTokens: 1, outputTokens: 1 };
    let step = 0;
    server.answer(() => {
      const toolCalls = step < 2 ? [{ id: `call_${step}`, name: "look", input: { id: "o1" } }] : [];
      const text = ["One moment. ", "", "There it is.\n"][step++] as string;
      return {
        reply: { text: [text], toolCalls, finish: toolCalls.length > 0 ? "tool_calls" : "stop", usage },
      };
    });
    const { answers } = await talk(own(look.found), {}, ["Where is my order?"]);
    expect(answers).toEqual([
      { speaker: "Chatbot", text: "One moment. \n\nThere it is.\n", latencyMs: expect.any(Number) as number },
    ]);
  });

  it("keeps two conversations apart", async () => {
    shopModel("look");
    const bot = own(look.found);
    const talks = await Promise.all([talk(bot, {}, ["Hi", "Ho"]), talk(bot, {}, ["Hi", "Ho"])]);
    for (const { answers } of talks)
      expect(answers.map(({ text }) => text)).toEqual(["system user", "system user assistant user"]);
  });

  it("is lent tools, whose calls are recorded once, with what they took", async () => {
    shopModel("look");
    const bot = lent();
    expect(bot.takesTools).toBe(true);
    const lendable = tool({
      name: "look",
      description: look.description,
      input: z.object(input),
      run: look.found,
    });
    const { answers, tools } = await talk(bot, { tools: [lendable] }, ["Where is my order?"]);
    expect(answers[0]?.text).toBe("It says o1 is on its way");
    expect(tools).toEqual([
      { name: "look", args: { id: "o1" }, id: "1.0", milliseconds: expect.any(Number) },
      { name: "look", output: "o1 is on its way", call_id: "1.0" },
    ]);
  });

  it("is told what went wrong with a lent tool, which is recorded as an error", async () => {
    shopModel("look");
    const lendable = tool({
      name: "look",
      description: look.description,
      input: z.object(input),
      run: broken,
    });
    const { answers, tools } = await talk(lent(), { tools: [lendable] }, ["Where is my order?"]);
    expect(answers[0]?.text).toBe("It says the warehouse is closed");
    expect(tools?.[1]).toMatchObject({ output: "the warehouse is closed", error: true });
  });

  it("goes on after an error of its model, which is recorded with its status", async () => {
    shopModel("look");
    const bot = own(look.found);
    let asked = 0;
    const usage = { inputTokens: 1, outputTokens: 1 };
    server.answer(({ body }) =>
      asked++ === 0
        ? { status: 503 }
        : {
            reply: {
              text: [
                messagesOf(body)
                  .map(({ role }) => role)
                  .join(" "),
              ],
              finish: "stop",
              usage,
            },
          },
    );
    const { answers } = await talk(bot, {}, ["Hi", "Are you there?"]);
    expect(answers).toMatchObject([
      { text: "", chatbotError: { kind: "error", status: 503 } },
      { text: "system user user" },
    ]);
  });
});

it("a tool of an AI SDK agent that throws is recorded as a call that failed", async () => {
  shopModel("look");
  const { tools } = await talk(aiSdkChatbot(aiAgent(broken)), {}, ["Where is my order?"]);
  expect(tools?.[1]).toMatchObject({ output: "the warehouse is closed", error: true });
});

it("an OpenAI agent that has handed over stays with whom it has handed over to", async () => {
  const usage = { inputTokens: 1, outputTokens: 1 };
  server.answer(({ body }) => {
    const messages = messagesOf(body);
    const me = textOf(messages[0]?.content).includes("refunds") ? "refunds" : "reception";
    if (me === "reception")
      return {
        reply: {
          text: [],
          toolCalls: [{ id: "call_h", name: "transfer_to_Refunds", input: {} }],
          finish: "tool_calls",
          usage,
        },
      };
    return { reply: { text: [`This is ${me}.`], finish: "stop", usage } };
  });
  const refunds = new Agent({ name: "Refunds", instructions: "You do refunds.", model: agentsModel() });
  const reception = Agent.create({
    name: "Reception",
    instructions: "You greet people.",
    model: agentsModel(),
    handoffs: [refunds],
  });
  const before = server.requests.length;
  const { answers } = await talk(openaiAgentChatbot({ agent: reception, run: run as never }), {}, [
    "Hello",
    "And?",
  ]);
  expect(answers.map(({ text }) => text)).toEqual(["This is refunds.", "This is refunds."]);
  expect(server.requests.length - before).toBe(3);
});
