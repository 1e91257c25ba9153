// %% [markdown]
// # 16. Users who behave like people
//
// Simulated users are an easy mode. They are polite, write in full sentences and tell everything at once; a chatbot that
// shines with them may fail with people, who send three words, in small letters, and leave. How a user behaves can be set
// apart from who it is and what it wants, drawn for a whole cohort, and fitted to logs of your own.
//
// The users are played by a script that does as it is told, so that the lesson always ends the same way and takes seconds.
// Put a model in its place (`model: "ollama:qwen3:14b"`), and everything else stays.

// %%
import { rm } from "node:fs/promises";
import {
  assistant,
  Conversation,
  drawBehaviour,
  goalDirectedUser,
  userFaults,
  userGuards,
} from "@sdialog/agents";
import { calibrate, formatUsers } from "@sdialog/calibration";
import { createByName, Dialog, Random, registered } from "@sdialog/core";
import { comparePopulation, Population } from "@sdialog/generators";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";

// %% [markdown]
// ## The easy mode
//
// A customer knows two facts. This one tells both before anybody asks, invents a third, and tells the bot how to do its
// work. Facts are data, so all of that can be found, and is counted.

// %%
const facts = { "order number": "A-4711", "postal code": "20095" };
const tooEasy = new Dialog({
  turns: [
    { speaker: "User", text: "Hello! My order number is A-4711 and my postal code is 20095." },
    { speaker: "Bot", text: "What can I do for you?" },
    { speaker: "User", text: "Your next step should be to refund me. My customer number is 99812." },
  ],
});
console.log(await userFaults(tooEasy, { user: "User", facts }));

// %% [markdown]
// ## Policies
//
// A policy says how a user behaves, never what it wants. Each is a rule that steers one turn at a time, as orchestrators
// do; any number of them go together, and all chance in them comes from the dialogue's seed.

// %%
for (const { name, description } of registered("policy").filter(({ from }) => from === "@sdialog/agents"))
  console.log(name.padEnd(20), description);

// %%
/** Does what the instructions say, as a large model would. */
const obedient = scriptedModel(({ messages }: ChatRequest) => {
  const told = messages
    .filter(({ role }) => role === "system")
    .map(({ content }) => content)
    .join("\n");
  const said = messages.filter(({ role }) => role === "assistant").length;
  const fact = /\(([A-Z0-9-]{3,})\)/.exec(told.split("tell only this")[1] ?? "")?.[1];
  if (fact !== undefined) return `"It's ${fact}."`;
  if (told.includes("You have had enough")) return '"Forget it, this is of no use."';
  if (told.includes("annoyed")) return '"I have told you already. Are you even reading this?"';
  return said === 0 ? '"I want my money back."' : '"So what about my money?"';
});
const orchestrators = [
  createByName("policy", "disclosure"),
  createByName("policy", "terseness", { words: 5 }),
  createByName("policy", "impatience", { patience: 2 }),
  createByName("policy", "casual-spelling", { lowercase: 1, punctuation: 1, apostrophes: 1 }),
];
const customer = goalDirectedUser({
  persona: "a customer of a furniture shop",
  goal: { steps: ["Get the money back for a chair."], facts },
  model: obedient,
  orchestrators,
});
const slowBot = assistant({
  name: "Bot",
  model: scriptedModel([
    "What is your order number?",
    "Thank you. And your order number?",
    "I am sorry, I did not understand that.",
    "Goodbye.",
  ]),
});
const talk = await new Conversation({
  participants: [customer, slowBot],
  guards: userGuards({ user: "User", facts, orchestrators }),
}).run({ seed: 1 });
talk.print({ orchestration: true });

// %% [markdown]
// The bot asked twice for what it had been told, and lost its customer. What was typed carelessly is kept as it was meant,
// too.

// %%
const carelesslyTyped = talk.turns.find((turn) => turn["clean"] !== undefined);
console.log(carelesslyTyped?.text, "| meant:", carelesslyTyped?.["clean"]);

// %% [markdown]
// ## Users differ
//
// What goes together stands in one type. Types have shares, and a cohort of any size has them evenly.

// %%
const types = {
  users: [
    { name: "terse, careless", share: 3, policies: [{ name: "terseness", words: 4 }, "casual-spelling"] },
    { name: "wordy, polite", share: 1, policies: [{ name: "message-length", words: 30 }, "politeness"] },
  ],
};
for (let person = 0; person < 4; person++) {
  const { type, orchestrators: rules } = drawBehaviour(types, new Random(person), (person + 0.5) / 4);
  console.log(type?.padEnd(16), rules.map(({ label }) => label).join(", "));
}

// %% [markdown]
// ## A population
//
// Who the users are is drawn jointly as well: from marginals and correlations, a census, a persona dataset or your logs.
// The cohort is compared with the population it should look like.

// %%
const population = Population.of({
  attributes: {
    age: { mean: 45, deviation: 15, least: 18, most: 90 },
    device: { values: { computer: 0.4, phone: 0.6 } },
  },
  correlations: [{ between: ["age", "device"], value: -0.5 }],
});
const people = population.draw({ n: 100, seed: 1, strata: ["device"] });
console.log(people.slice(0, 3));
for (const { attributes, totalVariation, p } of comparePopulation(population, people))
  console.log(attributes.join(" × ").padEnd(14), "off by", totalVariation.toFixed(3), "p", p.toFixed(2));

// %% [markdown]
// ## Fitted to logs
//
// Logs of your own say best which policies, and in which shares. These are made up: two people in three are terse, the others
// write a lot, politely. The fit looks at one half of them; the other half, which it never saw, says how good it is.

// %%
const words = "the chair that came last week was broken when i opened it so it has to go back".split(" ");
const sentence = (count: number, random: Random) =>
  Array.from({ length: count }, () => random.pick(words)).join(" ");
const logs = Array.from({ length: 80 }, (_, index) => {
  const random = new Random(index);
  const turns = Array.from({ length: random.integer(2, 4) }, () => [
    {
      speaker: "Customer",
      text:
        index % 3 === 0
          ? `Could you please look at this? ${sentence(random.integer(18, 26), random)}, thank you.`
          : sentence(random.integer(2, 5), random),
    },
    { speaker: "Agent", text: "I see. Anything else?" },
  ]);
  return new Dialog({ id: `log-${index}`, turns: turns.flat() });
});
const stock = scriptedModel(
  ({ messages, seed }: ChatRequest) => {
    const random = new Random(seed ?? 0);
    const told = messages
      .filter(({ role }) => role === "system")
      .map(({ content }) => content)
      .join("\n");
    const asked = Number(/about (\d+) words/.exec(told)?.[1] ?? (told.includes("three words") ? 2 : 14));
    return told.includes("neither please")
      ? `${sentence(asked, random)}.`
      : `Could you please look at this? ${sentence(Math.max(1, asked - 8), random)}, thank you.`;
  },
  { id: "stock:user" },
);
const found = await calibrate(logs, {
  user: "Customer",
  folder: "output/users-fit",
  model: "stock:user",
  models: { "stock:user": stock },
  dialogs: 12,
  types: 2,
  rounds: 1,
  seed: 1,
  comparison: { resamples: 50, permutations: 0 },
});
for (const [side, of] of [
  ["before", found.before],
  ["after", found.after],
  ["people", found.ceiling],
] as const)
  console.log(
    side.padEnd(7),
    "alignment",
    of?.behaviour.value?.toFixed(2),
    "| coverage",
    of?.coverage.value?.toFixed(2),
    "| told from people (AUC)",
    of?.humanLikeness.auc?.toFixed(2),
  );

// %% [markdown]
// What was found is data, and nothing that anybody said stands in it, so it can be shared. Every conversation that was
// held for it is in the folder; a fit that was stopped goes on from there.

// %%
const file = formatUsers(found);
console.log(file.slice(file.indexOf("\nusers:") + 1));
await rm("output/users-fit", { recursive: true });

// %% [markdown]
// ## Where it goes
//
// In recipes of the kinds `roleplay`, `interactions`, `dialogues` and `test`, and in tests of a chatbot:
//
// ```yaml
// kind: test
// chatbot: http://127.0.0.1:8000/v1
// scenarios:
//   - name: refund
//     goal: Your money back for a chair.
//     knows: { order number: A-4711 }
//     expect: [{ goalReached: true }]
// personas: { population: people.yaml, n: 50 }
// policies: users.yaml
// ```
//
// ```sh
// sdialog calibrate --real logs/ --user Customer --out users.yaml --max-dollars 5
// sdialog realism --real logs/ --simulated runs/latest --user Customer
// sdialog test http://127.0.0.1:8000/v1 --users 20 --policies disclosure,impatience,casual-spelling
// ```
//
// In the playground, _Evaluate_, _Real against simulated_ shows two sources side by side: whether they can be told apart, the
// widest gaps in words, and what both sides say.
