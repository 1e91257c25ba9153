// %% [markdown]
// # 5. Personas and contexts at scale
//
// A thousand dialogues between the same two people are one dialogue a thousand times. Variety has to come from somewhere,
// and asking a model for "diverse people" gives the same few over and over. Here it comes from **rules**: each
// attribute is drawn, read from a file, computed from other attributes, or, where imagination is wanted, left to the
// model.

// %%
import { mkdir, writeFile } from "node:fs/promises";
import { Agent } from "@sdialog/agents";
import { Context } from "@sdialog/core";
import { renderSvg } from "@sdialog/report";
import { ContextGenerator, PersonaBank, PersonaGenerator, stratifiedSampling } from "@sdialog/generators";
import { filesIn } from "@sdialog/generators/fs";
import { Persona, Teacher } from "@sdialog/personas";
import { show } from "./show.ts";

// %% [markdown]
// ## Rules
//
// A list is a choice, `{2-40}` a range, `{csv:column:file}` a cell; columns of one file come from one row, so that Ada
// stays female. A function computes from what is known already.

// %%
await mkdir("output/data", { recursive: true });
await writeFile("output/data/people.csv", "name,gender\nAda,female\nBen,male\nChloe,female\nDemir,male\n");

const teachers = new PersonaGenerator(Teacher, {
  files: filesIn("output/data"),
  generatedAttributes: [], // nothing is left to a model
}).set({
  name: "{csv:name:people.csv}",
  gender: "{csv:gender:people.csv}",
  subject: ["mathematics", "history", "biology"],
  years_of_experience: "{2-40}",
  communication_style: ({ years_of_experience }, random) =>
    random.chance(Number(years_of_experience) / 40) ? "authoritative" : "enthusiastic",
});

const [first] = await teachers.generate({ n: 1, seed: 1 });
first?.print();

// %% [markdown]
// Nothing here needs a model, so a thousand take no time. The style was made to depend on experience, and it does:

// %%
const staff = await teachers.generate({ n: 1000, seed: 1 });

await show(
  "styles",
  await renderSvg({
    title: "A thousand teachers",
    data: {
      values: staff.map(({ years_of_experience, communication_style }) => ({
        years: Number(years_of_experience),
        style: communication_style,
      })),
    },
    mark: "bar",
    width: 420,
    height: 160,
    encoding: {
      x: { field: "years", bin: { step: 5 }, title: "years of experience" },
      y: { aggregate: "count", stack: "normalize", title: "share" },
      color: { field: "style", title: null },
    },
  }),
);

// %% [markdown]
// One seed gives the same thousand. The metadata of each says where it comes from:

// %%
const again = await teachers.generate({ n: 1000, seed: 1 });
console.log(
  "the same people:",
  again.every(({ metadata }, index) => metadata.id === staff[index]?.metadata.id),
);
console.log(first?.metadata);

// %% [markdown]
// ## What a model is good for
//
// Attributes without a rule are the model's. Ask for those that need imagination only. The bundled model has learnt to
// fill in people (name, age, personality, circumstances), nothing else; what it invents is checked against the class, and
// what does not fit is asked for again.

// %%
const people = new PersonaGenerator(Persona, {
  generatedAttributes: ["name", "age", "personality", "circumstances"],
}).set({ role: ["barista", "family doctor", "travel agent"] });

for (const person of await people.generate({ n: 3, seed: 3, distinct: ["name"] })) {
  const { name, age, role, personality, circumstances } = person;
  console.log(`${name}, ${age}, ${role}: ${personality}. ${circumstances}`);
}

// %% [markdown]
// `distinct` forbids two people of one name; `batch` asks for several in one call; `instructions` takes further wishes.
//
// ## Situations
//
// Contexts are made in the same way. Here ones that the bundled model has seen: a cafe at different hours.

// %%
const cafes = new ContextGenerator(Context, { generatedAttributes: [] }).set({
  location: ["Downtown cafe", "Coffee bar at the station"],
  datetime: ["early in the morning", "noon", "just before closing"],
  circumstances: ({ datetime }) => (datetime === "noon" ? "There is a queue." : "It is quiet."),
});
const situations = await cafes.generate({ n: 4, seed: 2 });
for (const { location, datetime, circumstances } of situations)
  console.log(location, "|", datetime, "|", circumstances);

// %% [markdown]
// ## Everyone meets everyone
//
// People times situations, one dialogue each. A seed per pair keeps every single one repeatable.

// %%
const customers = await new PersonaGenerator(Persona, { generatedAttributes: [] })
  .set({
    name: ["Emma", "Noah", "Mia", "Liam", "Olivia", "Peter"],
    role: "customer",
    personality: ["impatient", "curious and polite", "shy", "talkative"],
  })
  .generate({ n: 4, seed: 5, distinct: ["name"] });

const barista = new Agent({ persona: new Persona({ name: "Alice", role: "friendly barista" }) });
const dialogs = await Promise.all(
  customers.flatMap((persona, row) =>
    situations.map((context, column) =>
      barista.dialogWith(new Agent({ persona }), { context, maxTurns: 14, seed: 100 * row + column }),
    ),
  ),
);
console.log(dialogs.length, "dialogues; how they begin:");
for (const dialog of dialogs.slice(0, 6))
  console.log("-", dialog.turns[1]?.speaker, "says:", dialog.turns[1]?.text);

// %% [markdown]
// ## How different is different enough?
//
// For simulated users of an assistant there is a bank of 33 dimensions (age, role, patience, how long they want answers,
// …) from which people are drawn so that each differs from everybody before in at least three of them.

// %%
const bank = new PersonaBank();
const crowd = Array.from(bank.generate({ n: 120, seed: 3 }));

console.log("one of them:", crowd[0]?.features);
console.log(
  "nearest neighbour:",
  Math.min(...crowd.slice(1).map(({ distance }) => distance)),
  "dimensions away",
);

// %% [markdown]
// Drawing at random leaves some kinds of people out by chance. `stratifiedSampling` fills every combination of the
// dimensions you name equally often.

// %%
const balanced = new PersonaBank({ sampling: stratifiedSampling(["age_band", "error_tolerance"]) });
const ages = [
  ...crowd.map(({ features }) => ({ sampling: "random", ...features })),
  ...Array.from(balanced.generate({ n: 120, seed: 3 }), ({ features }) => ({
    sampling: "stratified",
    ...features,
  })),
];

await show(
  "ages",
  await renderSvg({
    title: "120 people",
    data: { values: ages },
    mark: "rect",
    height: 110,
    width: 170,
    encoding: {
      column: { field: "sampling", title: null },
      x: { field: "age_band", title: "age" },
      y: { field: "error_tolerance", title: "patience with mistakes" },
      color: { aggregate: "count", title: "people", scale: { scheme: "blues", domainMin: 0 } },
    },
  }),
);

// %% [markdown]
// (On the left, `undefined` is a dimension that is not part of the person.) The bank is a sequence: what is stored continues
// it, so a run that stopped after 80 people goes on with number 81.
