// %% [markdown]
// # 6. Group chats
//
// With two speakers the question of who speaks next does not arise. With three it is the first one, and the answer changes
// what the data looks like. This lesson is about **turn-taking**, and about where groups come from: *experiences*, made
// by iterative sampling as in ConvoGen (Gody et al., 2025).

// %%
import {
  addressed,
  Agent,
  Conversation,
  graph,
  noRepeat,
  type Participant,
  randomOrder,
  type TurnTaking,
  weighted,
} from "@sdialog/agents";
import { renderSvg } from "@sdialog/report";
import { type Experience, exampleHub, ExperienceGenerator, groupChat } from "@sdialog/generators";
import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { show } from "./show.ts";

// %% [markdown]
// ## Three at a table
//
// A `Conversation` takes any number of participants. Each sees the thread from its own side: its own messages as its own,
// everybody else's with their name. The bundled model, trained on pairs, does surprisingly well.

// %%
const circumstances = "You are planning a Lord of the Rings birthday party.";
const family = [
  new Persona({ name: "Alice", role: "daughter", circumstances }),
  new Persona({ name: "Bob", role: "dad", circumstances }),
  new Persona({ name: "Emma", role: "mother", circumstances }),
].map((persona) => new Agent({ persona, canFinish: false }));

const table = new Conversation({
  participants: family,
  turnTaking: noRepeat(randomOrder()),
  maxTurns: 10,
});
(await table.run({ seed: 2 })).print();

// %% [markdown]
// ## Turn-taking is a choice
//
// Policies are small and combine. To see what they do, model and words do not matter, so let four people babble: now and
// then one calls another by name.

// %%
const names = ["Ann", "Bo", "Cy", "Di"];
const babbler = (name: string): Participant => ({
  name,
  begin: ({ random }) => ({
    async *reply({ turns }) {
      const { length } = turns;
      const other = random.fork("whom", length).pick(names.filter((each) => each !== name));
      return {
        text: random.fork("call", length).chance(0.4) ? `What do you think, ${other}?` : "Well, well.",
      };
    },
  }),
});

const policies: Record<string, TurnTaking> = {
  "random, no repeats": noRepeat(randomOrder()),
  "Ann talks a lot": noRepeat(weighted({ Ann: 5 })),
  "whoever is addressed": addressed(noRepeat(randomOrder())),
  "Ann chairs (graph)": graph(
    { Ann: ["Bo", "Cy", "Di"], Bo: ["Ann"], Cy: ["Ann"], Di: ["Ann"] },
    randomOrder(),
  ),
};

const follows: object[] = [];
const answered: Record<string, string> = {};
for (const [policy, turnTaking] of Object.entries(policies)) {
  const babble = new Conversation({ participants: names.map(babbler), turnTaking, maxTurns: 400 });
  const { turns } = await babble.run({ seed: 1 });
  for (const [index, { speaker }] of turns.entries()) {
    const next = turns[index + 1]?.speaker;
    if (next !== undefined) follows.push({ policy, speaker, next });
  }
  const called = turns.slice(0, -1).flatMap(({ text }, index) => {
    const whom = /, (\w+)\?/.exec(text)?.[1];
    return whom === undefined ? [] : [whom === turns[index + 1]?.speaker];
  });
  answered[policy] = `${Math.round((100 * called.filter(Boolean).length) / called.length)} %`;
}

await show(
  "turn-taking",
  await renderSvg({
    title: "Who follows whom in 400 turns",
    data: { values: follows },
    mark: "rect",
    width: 110,
    height: 110,
    encoding: {
      column: { field: "policy", title: null, sort: Object.keys(policies) },
      x: { field: "next", title: "next speaker", axis: { labelAngle: 0 } },
      y: { field: "speaker", title: "speaker" },
      color: { aggregate: "count", title: "times", scale: { scheme: "blues", domainMin: 0 } },
    },
  }),
);

// %%
console.log("Who is called by name speaks next:", answered);

// %% [markdown]
// `llmSelect` asks a model who would naturally speak now, which is ConvoGen's way and the default of group chats; a reply
// that names nobody, or somebody who may not speak, is sent back, and after three tries the next in order speaks. That,
// and every other choice, is part of the dialogue's record.
//
// ## Where groups come from
//
// A group chat worth reading needs people who know each other, a reason to meet and something to say. An **experience**
// holds these: personas with memories, relations, situation, topic, opening line. A model is shown *one* experience as an
// example and asked for a different one, for the people first and then for what they share; what comes back joins the
// **hub** of examples for those after it. So the data drifts away from the first example instead of circling around it.
//
// This takes a model that invents. A scripted one stands in here, so that the mechanics can be watched; with
// `model: "openai:gpt-4.1"` the code is the same.

// %%
const people = ["Nora Lind", "Sam Okafor", "Yara Haddad", "Tom Berg", "Lina Costa", "Ravi Nair", "Eva Roth"];
const meetings = [
  ["The roof of the community hall leaks.", "Paying for repairs", "Who has seen the puddle in the hall?"],
  ["Their choir lost its conductor.", "Singing without being led", "Could one of us wave the stick?"],
  ["A stray dog sleeps in the bus shelter.", "Whether to keep it", "Does it have a name yet?"],
  ["The bakery wants to open at night.", "Noise against fresh bread", "Did you sleep at all this week?"],
  ["An old boat was left in the harbour.", "Sailing together one day", "Is anybody still afraid of water?"],
  ["Exam results came this morning.", "What comes after school", "So, how bad is it?"],
];

const inventive = scriptedModel(({ messages, seed = 0 }): string => {
  const count = Number(/Invent (\d+) people/.exec(messages.at(-1)?.content ?? "")?.[1]);
  const [situation = "", topic = "", starter = ""] = meetings[seed % meetings.length] ?? [];
  const experience: Experience = {
    personas: Array.from({ length: count }, (_, index) => ({
      name: people[(seed + index) % people.length] ?? "",
      age: 20 + ((seed + 7 * index) % 50),
      qualities: [["patient", "blunt", "dreamy"][(seed + index) % 3] ?? ""],
      lifestyle: { work: "works at the harbour", hobbies: ["walking"] },
      speech_style: "short sentences",
      memory: { recent: ["missed the last bus"], long_term: ["grew up in this street"] },
    })),
    relations: ["neighbours", "cousins", "former classmates"][seed % 3] ?? "",
    situation,
    topic,
    conversation_starter: starter,
  };
  return JSON.stringify(experience);
});

const hub = exampleHub({ draw: "least-used" });
const experiences = new ExperienceGenerator({ participants: [3, 5], hub, model: inventive });
const made = await Array.fromAsync(experiences.generate({ count: 4, generations: 4, seed: 3 }));

for (const { topic, personas } of made.slice(0, 6))
  console.log(`${topic} — ${personas.map(({ name }) => name).join(", ")}`);
console.log("examples in the hub:", hub.size, "| not taken:", hub.rejected);

// %% [markdown]
// What resembles an example that is there already is still yielded, but does not become one. Each experience knows its
// example, which makes a family tree:

// %%
const known = [...hub.toJSON().examples];
const depth = (id: string | null): number => {
  const parent = known.find((example) => example.id === id)?.parent ?? null;
  return id === null || parent === null ? 0 : 1 + depth(parent);
};
console.table(
  known.map(({ id, parent, experience, uses }) => ({
    generation: depth(id),
    topic: experience.topic.slice(0, 40),
    "example was": known.find((each) => each.id === parent)?.experience.topic.slice(0, 30) ?? "—",
    shown: uses,
  })),
);

// %% [markdown]
// ## From experience to conversation
//
// `groupChat` makes the agents, has a moderator say the opening line, and lets a model choose the speakers. Here the
// family again, as an experience, in the short style (messages are cut at the end of a sentence):

// %%
const birthday: Experience = {
  personas: [
    { name: "Alice", description: "a daughter who plans a Lord of the Rings birthday party" },
    { name: "Bob", description: "a dad who plans a Lord of the Rings birthday party" },
    { name: "Emma", description: "a mother who plans a Lord of the Rings birthday party" },
  ],
  relations: "a family",
  situation: "They are planning a Lord of the Rings birthday party.",
  topic: "Lord of the Rings birthday party",
  conversation_starter: "What do we still need for the party?",
};

const chat = groupChat(birthday, {
  style: "short",
  words: 12,
  turnTaking: noRepeat(randomOrder()),
  maxTurns: 8,
});
const dialog = await chat.run({ seed: 4 });
dialog.print();
console.log("the whole experience is kept:", Object.keys(dialog.scenario as object));
