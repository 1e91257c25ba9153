// %% [markdown]
// # 11. Tools and thoughts
//
// A support agent that only talks is a poor simulation of one: real ones look things up, make mistakes with systems, and
// think before they speak. Agents can have **tools** and, with models that reason, **thoughts**. Both are recorded beside
// the turns, so they can be trained on, checked, or left out.
//
// The demonstration model calls no tools. A script stands in for one that does; the tools themselves are real.

// %%
import { Agent, tool } from "@sdialog/agents";
import { countWords, type DialogEvent } from "@sdialog/core";
import { ToolCallCountScore, ToolSequenceScore } from "@sdialog/evaluation/scores";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel, type ScriptedStep } from "@sdialog/llm/testing";
import { ToolReflexOrchestrator } from "@sdialog/orchestrators";
import { Customer, SupportAgent } from "@sdialog/personas";
import { z } from "zod";

// %% [markdown]
// ## A tool is a schema and a function
//
// The schema tells the model what to send, checks what it sent, and types `run`.

// %%
const accounts = new Map([["12345", { name: "Bob", plan: "basic" }]]);

const verifyAccount = tool({
  name: "verify_account",
  description: "Checks that a customer account exists.",
  input: z.object({
    customer_id: z
      .string()
      .regex(/^\d{5}$/)
      .describe("Five digits"),
  }),
  run: ({ customer_id }) => accounts.get(customer_id) ?? { error: "no such account" },
});

const documentation = tool({
  name: "get_documentation",
  description: "Finds passages of the product documentation.",
  input: z.object({ product: z.string(), topic: z.string() }),
  timeoutMs: 2_000,
  run: ({ product, topic }) => [`${product}: ${topic}, step by step`, `Frequent questions about ${topic}`],
});

console.log(JSON.stringify(verifyAccount.inputSchema, null, 2));

// %% [markdown]
// ## A conversation with look-ups
//
// In one turn a model may think, call tools, read their results, think again and call more; rounds are bounded.

// %%
const script: ScriptedStep[] = [
  "Hello! May I have your customer number?",
  {
    thinking: "I must not promise anything before the account is verified.",
    toolCalls: [{ id: "1", name: "verify_account", input: { customer_id: "12345" } }],
  },
  {
    thinking: "Verified. A login problem: see what the documentation says.",
    toolCalls: [
      { id: "2", name: "get_documentation", input: { product: "portal", topic: "resetting a password" } },
    ],
  },
  "Thank you, Bob. Please choose 'Forgot password' on the login page and follow the steps.",
];
const agentPersona = new SupportAgent({ politeness: "high" });
const support = new Agent({
  name: "AGENT",
  persona: agentPersona,
  think: true,
  tools: [verifyAccount, documentation],
  canFinish: false,
  model: scriptedModel(script),
});
const customer = new Agent({
  name: "USER",
  persona: new Customer({ customer_id: "12345", issue: "Cannot log in to my account", anger_level: "high" }),
  firstUtterance: "Hi there!",
  model: scriptedModel(["It is 12345, and I cannot log in!"]),
});

const dialog = await customer.dialogWith(support, { maxTurns: 4, seed: 1 });
dialog.print({ think: true, tools: true });

// %% [markdown]
// The turns hold only what was said:

// %%
console.log(String(dialog));

// %% [markdown]
// ## When a tool fails
//
// What a tool throws, or input that does not fit its schema, goes back to the model as the tool's result, so that it can
// try again as it would in production. Nothing of the stack gets out.

// %%
const clumsy = scriptedModel([
  { toolCalls: [{ id: "1", name: "verify_account", input: { customer_id: "12-345" } }] },
  { toolCalls: [{ id: "2", name: "verify_account", input: { customer_id: "12345" } }] },
  "Found you!",
]);
const chat = support.clone({ model: clumsy }).chat({ seed: 1 });
console.log(await chat.respond("My number is 12-345."));

const results = clumsy.requests.at(-1)?.messages.filter(({ role }) => role === "tool") ?? [];
for (const { content } of results) console.log("tool:", content);

// %% [markdown]
// ## Rules for tools
//
// A rule can react to what a tool returned before the model reads on: here, an agent that finds nothing must not guess.

// %%
const admit = new ToolReflexOrchestrator({
  tool: "verify_account",
  condition: /no such account/,
  instruction: "Say that you cannot find the account, and ask for the number again.",
});
const obedient = scriptedModel([
  { toolCalls: [{ id: "1", name: "verify_account", input: { customer_id: "99999" } }] },
  ({ messages }: ChatRequest) =>
    messages.some(({ content }) => content.includes("ask for the number again"))
      ? "I cannot find that account. Could you read me the number once more?"
      : "Your account is fine.",
]);
console.log(await support.clone({ model: obedient }).with(admit).chat({ seed: 1 }).respond("99999"));

// %% [markdown]
// ## Were the tools used as they should be?
//
// Patterns over calls are scores like any other: verify first, and no documentation before it.

// %%
const rules = {
  "verified before reading": new ToolSequenceScore([
    "not:get_documentation",
    "verify_account",
    "get_documentation",
  ]),
  "read before verifying": new ToolSequenceScore(["get_documentation", "verify_account"]),
  "tool calls": new ToolCallCountScore(),
};
for (const [name, score] of Object.entries(rules)) console.log(name, "→", score.score(dialog));

// %% [markdown]
// ## Thoughts are data
//
// How much is thought per word that is said?

// %%
const words = (events: readonly DialogEvent[]): number =>
  events.reduce((sum, { content }) => sum + countWords(typeof content === "string" ? content : ""), 0);
const thoughts = (dialog.events ?? []).filter(({ action }) => action === "think");
const said = dialog.filter("AGENT").wordCount();
console.log(`${words(thoughts)} words thought, ${said} words said`);

// %% [markdown]
// Models that write their reasoning between tags (`<think>…</think>`) are understood as well: it becomes a thought instead
// of part of what is said. Give a real agent a real model, `model: "openai:gpt-4.1"`, and the rest of this page stays.
