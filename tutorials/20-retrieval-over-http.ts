// %% [markdown]
// # 20. An agent that looks things up: retrieval over HTTP
//
// Answers that must be right come from documents, not from a model's memory. Retrieval is **a tool like any other**: the
// agent sends a question to a search service over HTTP, reads the passages, and answers from them. What it asked and what
// it got are recorded beside the turns, so that an answer can be held against its source.
//
// The service is real, and a few lines long. The demonstration model calls no tools, so a script stands in for a model that
// does: it searches for what it was asked and says what it found.

// %%
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { Agent, tool } from "@sdialog/agents";
import { Dialog } from "@sdialog/core";
import { LLMJudgeYesNo } from "@sdialog/evaluation/judges";
import { ToolCallCountScore } from "@sdialog/evaluation/scores";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { ToolReflexOrchestrator } from "@sdialog/orchestrators";
import { z } from "zod";

// %% [markdown]
// ## The documents and the service
//
// Any index will do: a vector database, Elasticsearch, your intranet's search. This one ranks passages by how many of the
// question's longer words begin a word of theirs, and returns the best as JSON.

// %%
const passages = [
  {
    id: "returns",
    text: "Articles can be returned within 30 days. The money arrives five days after the parcel.",
  },
  { id: "shipping", text: "Shipping takes two to three working days and costs 4.90; above 50 it is free." },
  { id: "warranty", text: "Lamps and chairs have a warranty of two years, batteries of six months." },
  { id: "opening", text: "The shop in Lake Street is open from nine to six, on Saturdays until four." },
];
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
const scoreOf = (text: string, wanted: string): number =>
  wordsOf(wanted).filter((word) => wordsOf(text).some((other) => other.startsWith(word))).length;

let broken = false;
const server = createServer((request, response) => {
  const wanted = new URL(request.url ?? "/", "http://localhost").searchParams.get("q") ?? "";
  const ranked = passages
    .map((passage) => ({ ...passage, score: scoreOf(passage.text, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  response.writeHead(broken ? 503 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(broken ? { error: "down" } : ranked.slice(0, 2)));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/search`;
console.log(await (await fetch(`${address}?q=how+long+is+the+warranty+of+a+chair`)).json());

// %% [markdown]
// ## The tool
//
// The schema tells the model what to send. The tool has a time limit of its own; what it throws goes back to the model as
// its result, without a stack trace, so the agent can say that it could not look.

// %%
const search = tool({
  name: "search_documents",
  description: "Finds passages of the shop's documents that answer a question.",
  input: z.object({ query: z.string().min(1).describe("The question in a few words") }),
  timeoutMs: 3_000,
  run: async ({ query }, { signal }) => {
    const found = await fetch(`${address}?${new URLSearchParams({ q: query })}`, { signal: signal ?? null });
    if (!found.ok) throw new Error(`the search answered ${found.status}`);
    return (await found.json()) as { id: string; text: string }[];
  },
});

// %% [markdown]
// ## The agent
//
// Rules make it an honest one: what is not found is not known.

// %%
const honest = new ToolReflexOrchestrator({
  tool: "search_documents",
  condition: /^\[\]$/,
  instruction: "The documents say nothing about this. Say so, and guess nothing.",
});
const reader = scriptedModel(({ messages }: ChatRequest) => {
  const last = messages.at(-1);
  const asked = messages.findLast(({ role }) => role === "user")?.content ?? "";
  const results = messages.filter(({ role }) => role === "tool");
  const newest = results.at(-1);
  if (last?.role === "user" || newest === undefined)
    return { toolCalls: [{ id: `c${messages.length}`, name: "search_documents", input: { query: asked } }] };
  if (messages.some(({ content }) => content.includes("guess nothing")))
    return "I am sorry, I do not know that.";
  const text = /"text":"([^"]*)"/.exec(newest.content)?.[1];
  return text === undefined
    ? "I cannot look that up at the moment, I am sorry."
    : `Our documents say: ${text}`;
});
const assistant = new Agent({
  name: "Assistant",
  systemPrompt:
    "You work for a furniture shop. Answer from what search_documents finds, and from nothing else.",
  tools: [search],
  orchestrators: [honest],
  model: reader,
  canFinish: false,
});

const questions = ["How long is the warranty of a chair?", "What does shipping cost?", "Who won the cup?"];
const customer = new Agent({
  name: "Customer",
  model: scriptedModel([...questions.slice(1), "Thank you! STOP"]),
  firstUtterance: questions[0],
});
const dialog = await customer.dialogWith(assistant, { maxTurns: 7, seed: 1 });
dialog.print({ tools: true });

// %% [markdown]
// ## When the service is down
//
// A test of an agent that looks things up is not complete without this one.

// %%
broken = true;
console.log(await assistant.chat({ seed: 1 }).respond("When does the shop open?"));

// %% [markdown]
// ## Is every answer in its sources?
//
// What was found stands in the dialogue's events, so faithfulness can be checked: by rule where answers quote, by a judge
// where they paraphrase. The judge here is a script, too; a real one is `new LLMJudgeYesNo(criterion, { model, tools: true })`.

// %%
const sources = (dialog.events ?? [])
  .filter(({ action, actionLabel }) => action === "tool" && actionLabel === "output")
  .map(({ content }) => JSON.stringify(content));
for (const { speaker, text } of dialog.turns) {
  const claim = /documents say: (.*)/.exec(text)?.[1];
  if (speaker === "Assistant")
    console.log(
      claim === undefined ? "no claim" : sources.some((source) => source.includes(claim)),
      "|",
      text,
    );
}
console.log("searches:", new ToolCallCountScore().score(dialog));

const strict = scriptedModel(({ messages }: ChatRequest) => {
  const transcript = messages.at(-1)?.content ?? "";
  return JSON.stringify({
    positive: !transcript.includes("ten years"),
    reason: "Held against the passages.",
  });
});
const faithful = new LLMJudgeYesNo("Does the assistant say only what the search results say?", {
  model: strict,
  tools: true,
  feedback: true,
});
const invented = new Dialog({
  ...dialog.toJSON(),
  id: "invented",
  turns: dialog.turns.map((turn) => ({ ...turn, text: turn.text.replace("two years", "ten years") })),
});
for (const one of [dialog, invented])
  console.log(one.id === "invented" ? "invented:" : "as it was:", (await faithful.judge(one)).positive);

void server.close();

// %% [markdown]
// The same tool serves a chatbot under test (lesson 15): lend it with `tools`, break it with an environment, and see what
// the bot tells its users then.
