// %% [markdown]
// # 7. Simulated users and noise
//
// Before real people try an assistant, simulated ones can: a thousand of them, each with a persona, a question and a
// patience of their own, as in PersonaGym. Two things decide whether that is worth anything. The users must *judge* answers
// instead of being polite, and they must *write* as people do, typing errors included.

// %%
import { Agent } from "@sdialog/agents";
import { renderSvg } from "@sdialog/report";
import {
  deletion,
  insertion,
  InteractionGenerator,
  keyboard,
  messagesSample,
  type NoiseRule,
  PersonaBank,
  preferencePairs,
  queriesFrom,
  ruleNoise,
  speechRecognition,
  swap,
  synonym,
  truncation,
  typo,
} from "@sdialog/generators";
import { Random } from "@sdialog/core";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { show } from "./show.ts";

// %% [markdown]
// ## Noise
//
// A rule changes the words of a message and leaves code, links, line breaks and punctuation alone.

// %%
const message = "Could I have two large lattes with oat milk and a slice of apple pie, please?";
const rules: NoiseRule[] = [
  typo(),
  keyboard(),
  swap(),
  deletion(),
  insertion(),
  synonym(),
  speechRecognition(),
  truncation(),
];
for (const rule of rules) console.log(rule.name.padEnd(18), rule.apply(message, new Random(5)));

// %% [markdown]
// Attached to an agent, noise disturbs what the others hear; the dialogue keeps what was meant beside what was sent.

// %%
const noise = ruleNoise({ rules: [typo(), { rule: keyboard(), probability: 0.5 }], activation: 0.7 });
const barista = new Agent({ persona: new Persona({ name: "Alice", role: "friendly barista" }) });
const hasty = new Agent({ persona: new Persona({ name: "Bob", role: "customer" }), noise });

const dialog = await barista.dialogWith(hasty, { maxTurns: 12, seed: 21 });
dialog.print();
console.log(dialog.turns.find(({ speaker, text }) => speaker === "Bob" && text !== ""));

// %% [markdown]
// How much survives when a rule strikes five times in a row? Thirty runs of each, counting words that stay what they were:

// %%
const intact = rules.flatMap((rule) =>
  Array.from({ length: 30 }, (_, seed) => {
    const random = new Random(seed);
    const noisy = [1, 2, 3, 4, 5].reduce((text, time) => rule.apply(text, random.fork(time)), message);
    const heard = new Set(noisy.split(/\s+/));
    const words = message.split(/\s+/);
    return { rule: rule.name, intact: words.filter((word) => heard.has(word)).length / words.length };
  }),
);

await show(
  "noise",
  await renderSvg({
    title: "Share of the words that arrive intact",
    data: { values: intact },
    mark: "boxplot",
    width: 420,
    encoding: {
      y: { field: "rule", title: null },
      x: { field: "intact", type: "quantitative", title: null, axis: { format: "%" } },
    },
  }),
);

// %% [markdown]
// (`semanticNoise` lets a model rewrite messages in 17 further ways, from a missing detail to a second request.)
//
// ## Users who judge
//
// After each answer a *feedback user* either is satisfied or writes the next message. Its verdict is structured, so an
// error, a refusal or unreadable output can never be taken for satisfaction.
//
// The demonstration model cannot judge anything. A script stands in for both sides: these users want a number, and they
// ask on until they get one. One assistant is quick to give it, the other is not.

// %%
const judging = scriptedModel(({ messages }: ChatRequest) => {
  const transcript = messages.map(({ content }) => content).join("\n");
  const answer = transcript.split("Assistant: ").at(-1) ?? "";
  const satisfied = /\d/.test(answer) && !/one last thing|You are not satisfied yet/.test(transcript);
  const asked = transcript.split("You: ").length - 1;
  const insist = ["And how many is that?", "I asked for a number.", "Just one number, please."][asked - 1];
  return JSON.stringify({ satisfied, message: satisfied ? "" : (insist ?? "Well?") });
});

const talker = (name: string, patience: number) =>
  scriptedModel(
    ({ messages }) => {
      const asked = messages.filter(({ role }) => role === "user").length;
      return asked > patience ? `It is ${asked + 4}.` : "It depends on a number of things.";
    },
    { id: name },
  );

// %% [markdown]
// People come from the bank of lesson 5, questions from anywhere. The same seed gives both assistants the same people with
// the same questions.

// %%
const people = Array.from(new PersonaBank().generate({ n: 24, seed: 42 }));
const things = ["minutes", "eggs", "rivers", "days", "islands", "bones", "keys", "stairs"];
const places = ["in a castle", "in this town", "for a beginner"];
const queries = queriesFrom(
  things.flatMap((thing) => places.map((place) => `How many ${thing} are normal ${place}?`)),
);

async function interactions(assistant: ReturnType<typeof talker>) {
  const users = new InteractionGenerator({
    user: { model: judging },
    assistant: { model: assistant },
    noise: ruleNoise({ rules: [typo()], activation: 0.3 }),
    styleTransfer: "off",
    minTurns: 1,
    maxTurns: 8,
    targetAnswers: (random) => random.integer(1, 3),
  });
  return Array.fromAsync(users.generate({ personas: people, queries, perPersona: 1, seed: 1 }));
}
const prompt = await interactions(talker("prompt", 0));
const evasive = await interactions(talker("evasive", 2));
console.log(prompt.length, "and", evasive.length, "interactions");

// %%
const outcome = (assistant: string) => (each: (typeof prompt)[number]) => ({
  assistant,
  answers: each.num_turns,
  ended: each.metadata["stop_reason"],
});

await show(
  "satisfaction",
  await renderSvg({
    title: "Answers until the user left",
    data: { values: [...prompt.map(outcome("prompt")), ...evasive.map(outcome("evasive"))] },
    mark: "bar",
    width: 260,
    height: 90,
    encoding: {
      row: { field: "assistant", title: null, header: { labelAngle: 0, labelAlign: "left" } },
      x: { field: "answers", type: "ordinal", axis: { labelAngle: 0 } },
      y: { aggregate: "count", title: "users" },
      color: { field: "ended", title: "because" },
    },
  }),
);

// %% [markdown]
// ## What to do with them
//
// They become training samples; and since both assistants met the same people, the answers that satisfied sooner become
// the better halves of preference pairs. Lesson 12 makes them by the thousand, with a recipe: the same plan, so the same
// dialogues, but each is on disk as soon as it is made, and a run that was interrupted goes on.

// %%
const [first] = evasive;
if (first !== undefined) console.log(messagesSample(first).messages);

const pairs = preferencePairs([...prompt, ...evasive]);
console.log(pairs.length, "pairs; the first:", JSON.stringify(pairs[0], null, 2));

// %% [markdown]
// With real models: `user: { model: "openai:gpt-4o-mini" }`, and as `assistant` a model, a weighted `modelPool` of which
// each dialogue gets one, or `chatbot("http://127.0.0.1:8000/v1")`, the system under test. The next lesson does that.
