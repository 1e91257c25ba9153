import {
  aiSdkChatbot,
  type ChatbotConnector,
  functionChatbot,
  mcpServerChatbot,
  openaiAgentChatbot,
  openaiChatbot,
  webhookChatbot,
  websocketChatbot,
} from "@sdialog/agents";
import { type AttributeModel, defineAttributes } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { z } from "zod";
import { describe, expect, it } from "vitest";
import type { TestResult } from "../results/test-result.ts";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import { planTests } from "./plan-tests.ts";

const url = "http://127.0.0.1:9/";
const agent = { generate: async () => ({ text: "" }) };
const run = async () => ({});

class Person extends defineAttributes("Person", {
  name: z.string().default(""),
  mood: z.string().default(""),
}) {}

/** Every way to a bot, without a way to its tools and with one; nothing where there is none. */
const ways: Record<string, readonly [ChatbotConnector | undefined, ChatbotConnector]> = {
  function: [undefined, functionChatbot(() => "", "bot")],
  openai: [undefined, openaiChatbot({ url })],
  webhook: [webhookChatbot({ url }), webhookChatbot({ url, body: ["{{message}}", { at: "{{tools}}" }] })],
  websocket: [
    websocketChatbot({ url: "ws://127.0.0.1:9/" }),
    websocketChatbot({ url: "ws://127.0.0.1:9/", body: "{{message}} {{tools}}" }),
  ],
  mcp: [mcpServerChatbot({ url, tool: "chat" }), mcpServerChatbot({ url, tool: "chat", tools: "tools" })],
  "AI SDK": [aiSdkChatbot(agent), aiSdkChatbot(() => agent)],
  "OpenAI Agents SDK": [
    openaiAgentChatbot({ agent: {}, run }),
    openaiAgentChatbot({ agent: () => ({}), run }),
  ],
  "a connector of one's own": [
    { name: "own", connect: () => ({ ask: async () => ({ text: "" }) }) },
    { name: "own", takesTools: true, connect: () => ({ ask: async () => ({ text: "" }) }) },
  ],
};

const scenario = (more: Partial<ScenarioInput>) =>
  defineScenario({ name: "refund", script: ["Hi"], ...more });
const plan = (bot: ChatbotConnector, more: Partial<ScenarioInput>) =>
  planTests({ bots: [bot], scenarios: [scenario(more)], personas: ["Ann"], seed: 1 });

const tables = { orders: { rows: [{ id: "o1" }] } };
const lent: Partial<ScenarioInput> = {
  environment: {
    tables,
    tools: [{ name: "orders", description: "Lists orders", does: "find", table: "orders" }],
  },
};

describe("an environment", () => {
  it.each(Object.entries(ways))(
    "reaches a bot that takes its tools, and no other is tested: %s",
    (_, [without, taking]) => {
      expect(plan(taking, lent).count).toBe(1);
      if (without === undefined) return;
      expect(() => plan(without, lent)).toThrow(
        /"refund" cannot be met: its environment lends tools, and the chatbot .* takes none/,
      );
      // Tables alone are lent to nobody, and checks of one's own may look at them.
      expect(plan(without, { environment: { tables } }).count).toBe(1);
      expect(plan(without, {}).count).toBe(1);
    },
  );
});

describe("another conversation may begin", () => {
  const model = scriptedModel(
    () => '{"met": true, "reason": "yes", "quotes": [{"turn": 2, "quote": "Yes."}]}',
  );
  it.each<[what: string, more: Partial<ScenarioInput>, released: number]>([
    ["before it is looked at what the bot said", { expect: [{ said: "yes" }, { latencyMs: 1000 }] }, 1],
    ["when nothing is expected", {}, 1],
    ["only after a judge", { expect: [{ said: "yes" }, { judge: "It is polite" }] }, 0],
    ["only after a function of one's own", { expect: [{ name: "mine", check: () => true }] }, 0],
    ["only after what was set up is torn down", { tearDown: () => undefined }, 0],
  ])("%s", async (_, more, released) => {
    let times = 0;
    const { made } = await plan(
      functionChatbot(() => "Yes.", "bot"),
      more,
    ).run(0, {
      seed: 1,
      taskSeed: 1,
      signal: new AbortController().signal,
      model: async () => model,
      release: async () => void times++,
    });
    expect(made?.length).toBe(2);
    expect(times).toBe(released);
  });
});

it.each<[string, AttributeModel | string]>([
  ["Ann Bell", new Person({ name: " Ann\nBell" })],
  // Nobody is called by a name of blanks.
  ["Mood: calm", new Person({ name: "", mood: "calm" })],
  ["a nurse", "a  nurse "],
])("calls somebody %j", async (name, person) => {
  const planned = planTests({
    bots: [functionChatbot(() => "Yes.", "bot")],
    scenarios: [scenario({ maxTurns: 2 })],
    personas: [person],
    seed: 1,
  });
  const { made } = await planned.run(0, {
    seed: 1,
    taskSeed: 1,
    signal: new AbortController().signal,
    model: async () => scriptedModel([]),
    release: async () => undefined,
  } as never);
  expect((made?.extra["test"] as TestResult | undefined)?.cell.persona).toBe(name);
});

it("calls everybody by a name of their own, also where a numbered one is taken", async () => {
  const planned = planTests({
    bots: [functionChatbot(() => "Yes.", "bot")],
    scenarios: [scenario({ maxTurns: 2 })],
    personas: ["Ann", "Ann", "Ann (2)", "Ann (2)", "Ann"],
    seed: 1,
  });
  const names = await Promise.all(
    Array.from({ length: planned.count }, async (_, index) => {
      const { made } = await planned.run(index, {
        seed: 1,
        taskSeed: 1,
        signal: new AbortController().signal,
        model: async () => scriptedModel([]),
        release: async () => undefined,
      } as never);
      return (made?.extra["test"] as TestResult | undefined)?.cell.persona;
    }),
  );
  expect(names).toEqual(["Ann", "Ann (3)", "Ann (2)", "Ann (2) (2)", "Ann (4)"]);
});

it("refuses people who are neither text nor personas", () => {
  const people = (personas: readonly unknown[]) =>
    planTests({
      bots: [functionChatbot(() => "", "bot")],
      scenarios: [scenario({})],
      personas: personas as never,
      seed: 1,
    });
  for (const wrong of [{ name: "Ann" }, null, 7])
    expect(() => people(["Ann", wrong])).toThrow(/personas\.1 is neither text nor a persona/);
});
