// %% [markdown]
// # 3. Orchestration
//
// A persona says who somebody is. It does not say what has to happen *in this conversation*: that the caller asks for a
// refund in the third turn, that nobody hangs up before six turns, that the agent explains the cupcake policy when, and
// only when, cupcakes come up. **Orchestrators** do that. Before each reply of its agent, an orchestrator looks at the
// conversation and may add an instruction to what the model reads. The other side never sees it.

// %%
import { Agent } from "@sdialog/agents";
import type { OrchestratorMoment, OrchestratorSession } from "@sdialog/core";
import { hashingEmbedding } from "@sdialog/evaluation/embeddings";
import { renderSvg } from "@sdialog/report";
import { scriptedModel } from "@sdialog/llm/testing";
import {
  BaseOrchestrator,
  ChangeMindOrchestrator,
  LengthOrchestrator,
  orchestrator,
  orchestratorFromJSON,
  SimpleReflexOrchestrator,
  SimpleResponseOrchestrator,
} from "@sdialog/orchestrators";
import { rehearse } from "@sdialog/orchestrators/testing";
import { Persona } from "@sdialog/personas";
import { show } from "./show.ts";

// %% [markdown]
// ## Rehearse a rule before you use it
//
// A rule is ordinary code, so it can be tried without any model. `rehearse` plays the other side's lines to it and tells
// what it would have said before each reply.

// %%
const cupcakes = new SimpleReflexOrchestrator({
  condition: /cupcakes/i,
  instruction: "Explain the cupcake policy politely and offer an alternative.",
});

const lines = ["Hi!", "Do you have cupcakes?", "A pity.", "Then a muffin, please."];
const rehearsed = await rehearse(cupcakes, lines);
console.table(rehearsed.map(({ instruction }, index) => ({ heard: lines[index], instruction })));

// %% [markdown]
// ## What the model reads
//
// `agent.with(rule)` returns a new agent. To see exactly what reaches the model, a **scripted model** stands in for one:
// it answers by script and remembers what it was asked.

// %%
const scripted = scriptedModel(["Good morning!", "We bake them on Fridays only. A muffin?", "Here you are."]);
const barista = new Agent({ name: "Alice", persona: "Your role: friendly barista", model: scripted });
const shop = barista.with(cupcakes).chat({ seed: 1 });

for (const line of ["Hi!", "Do you have cupcakes?", "Yes, please."]) await shop.respond(line);

for (const { role, content } of scripted.requests[1]?.messages.slice(1) ?? [])
  console.log(`${role}: ${content}`);

// %% [markdown]
// The instruction stands just before the message it is about. One call later it is gone again: this rule is *ephemeral*,
// and the beginning of the prompt has not changed, so a server's prompt cache keeps working. With `persistent: true`
// an instruction stays for the rest of the conversation, and is never added twice.

// %%
const mentions = (messages: readonly { content: string }[] | undefined): number =>
  (messages ?? []).filter(({ content }) => content.includes("cupcake policy")).length;
console.log(
  "instructions in calls 1, 2, 3:",
  scripted.requests.map(({ messages }) => mentions(messages)),
);

const remembering = scriptedModel(["Good morning!", "Only on Fridays.", "Here you are."]);
const firm = new SimpleReflexOrchestrator({
  condition: /cupcakes/i,
  instruction: "Explain the cupcake policy politely and offer an alternative.",
  persistent: true,
});
const firmShop = barista.clone({ model: remembering }).with(firm).chat({ seed: 1 });
for (const line of ["Hi!", "Do you have cupcakes?", "Yes, please."]) await firmShop.respond(line);
console.log(
  "the same, persistent:",
  remembering.requests.map(({ messages }) => mentions(messages)),
);

// %% [markdown]
// ## Rules that decide
//
// An instruction is a request, and models do not always listen. The small model that comes with the library never does:
// its prompt has no place for instructions. What must hold, a rule can decide instead: end the conversation, forbid to
// end it, or speak itself. `LengthOrchestrator` does the first two with `enforce`. Twenty orders of coffee, without
// and with it:

// %%
const alice = new Agent({ persona: new Persona({ name: "Alice", role: "friendly barista" }) });
const bob = new Agent({ persona: new Persona({ name: "Bob", role: "customer", personality: "curious" }) });
const brief = new LengthOrchestrator({ max: 10, enforce: true });

async function lengths(label: string, first: Agent, second: Agent): Promise<object[]> {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
  const dialogs = await Promise.all(seeds.map((seed) => first.dialogWith(second, { maxTurns: 20, seed })));
  return dialogs.map(({ length, stopReason }) => ({ label, turns: length, ended: stopReason }));
}
const measured = [
  ...(await lengths("no rule", alice, bob)),
  ...(await lengths("at most 10", alice.with(brief), bob.with(brief))),
];

await show(
  "lengths",
  await renderSvg({
    data: { values: measured },
    mark: "bar",
    width: 420,
    height: 110,
    encoding: {
      row: { field: "label", title: null, header: { labelAngle: 0, labelAlign: "left" } },
      x: { field: "turns", type: "ordinal" },
      y: { aggregate: "count", title: "dialogues" },
      color: { field: "ended", title: "ended by" },
    },
  }),
);

// %% [markdown]
// A lower limit works the same way (`min`), but nothing makes a model talk that has nothing left to say. Then the dialogue
// ends as `empty`, which counts as failed: an error is never taken for an ending.

// %% [markdown]
// ## Rules with dice
//
// `ChangeMindOrchestrator` makes a speaker change its mind, with some probability before each reply. Its chance comes
// from the dialogue's seed, so it is part of what can be repeated. When does it strike? Five hundred rehearsals:

// %%
const fickle = new ChangeMindOrchestrator({ probability: 0.3, maxTimes: 1 });
const strikes = new Map<number, number>();
for (let seed = 0; seed < 500; seed++) {
  const heard = await rehearse(
    fickle,
    Array.from({ length: 10 }, () => "And then?"),
    { seed },
  );
  const reply = heard.findIndex(({ instruction }) => instruction !== undefined) + 1;
  strikes.set(reply, (strikes.get(reply) ?? 0) + 1);
}

await show(
  "changes-of-mind",
  await renderSvg({
    title: "The reply in which a mind is changed",
    data: {
      values: [...strikes].map(([reply, count]) => ({ reply: reply === 0 ? "never" : String(reply), count })),
    },
    mark: "bar",
    width: 420,
    height: 140,
    encoding: {
      x: { field: "reply", type: "ordinal", sort: [..."23456789", "10", "never"] },
      y: { field: "count", type: "quantitative" },
    },
  }),
);

// %% [markdown]
// Nobody changes a mind in the first reply: there has to be one to change. After that the chance is 0.3 each time, which
// makes the falling steps.
//
// ## Rules of your own
//
// Most rules are one function of what was just said …

// %%
const detail = orchestrator("encourage-detail", ({ utterance }) =>
  utterance.split(/\s+/).length < 4 ? "Ask for more detail." : undefined,
);

// %% [markdown]
// … and those with a memory are a class. Whatever is remembered lives in `begin`, which runs once per conversation: a
// thousand conversations can share one rule, and none sees another's memory.

// %%
class Patience extends BaseOrchestrator {
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override begin(): OrchestratorSession {
    let questions = 0;
    return {
      instruct: ({ utterance }: OrchestratorMoment) => {
        if (utterance.includes("?")) questions++;
        if (questions < this.#limit) return undefined;
        return { text: "You have been asked enough.", reply: "I have to go now. Goodbye!", end: true };
      },
    };
  }
}

// %% [markdown]
// This one decides: the reply is said word for word, without a model call, and ends the dialogue.

// %%
const dialog = await alice.dialogWith(bob.with(new Patience(3)), { maxTurns: 20, seed: 23 });
dialog.print({ orchestration: true });

// %% [markdown]
// ## Suggesting from a flow chart
//
// Task-oriented systems say a fixed set of things in a fixed order. `SimpleResponseOrchestrator` takes the wordings and
// a graph of actions; it finds what the agent has just done and suggests what may follow. It compares texts by embedding;
// here by the letters they share, with a real task by a trained model such as `"openai:text-embedding-3-small"`.

// %%
const suggest = new SimpleResponseOrchestrator({
  embedding: hashingEmbedding(),
  topK: 1,
  responses: {
    greet: "Hello, how can I help?",
    ask_name: "Could I get your name, please?",
    inform: "Your appointment is on Monday at nine.",
    bye: "Thank you and goodbye.",
  },
  graph: { greet: "ask_name", ask_name: "inform", inform: "bye" },
});

const replies = [
  "Hello, how can I help you?",
  "Could I get your name?",
  "Your appointment is on Monday at ten.",
];
const steps = await rehearse(suggest, ["Hi.", "When is my appointment?", "Alexis.", "Great, thanks!"], {
  reply: (index) => replies[index] ?? "Goodbye.",
});
for (const { instruction } of steps) console.log(instruction?.split("\n").slice(1).join(" | "));

// %% [markdown]
// ## To files and back
//
// The rules of an agent are written beside its persona in every dialogue. What data can describe comes back as it was; a
// rule that is code is written by its name and marked.

// %%
const written = JSON.stringify([brief, fickle, detail]);
console.log(written);

const [first, second] = (JSON.parse(written) as unknown[])
  .slice(0, 2)
  .map((json) => orchestratorFromJSON(json));
console.log(first instanceof LengthOrchestrator, second instanceof ChangeMindOrchestrator);

// %% [markdown]
// `sdialog new orchestrator` starts a package with a rule of your own and a test that passes.
