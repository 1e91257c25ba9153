import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { runRecipe } from "../run/run-recipe.ts";
import { readDialogs } from "../testing/dialog-contents.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const bot = scriptedModel(() => "What is your order number?", { id: "x:bot" });
const facts = { "order number": "A-4711" };
const policies = [
  "disclosure",
  { name: "casual-spelling", lowercase: 1, punctuation: 1, apostrophes: 1, shortForms: 0, slips: 0 },
];
const types = `
users:
  - name: terse
    share: 3
    policies: [{ name: terseness, words: 3, spread: 0 }]
  - name: wordy
    policies: [{ name: message-length, words: 50, spread: 0 }, politeness]
`;

async function held(recipe: object, person: ReturnType<typeof scriptedModel>, file?: string) {
  const folder = await temporaryFolder();
  if (file !== undefined) await writeFile(join(folder, "users.yaml"), file);
  const out = join(folder, "run");
  const models = { "x:person": person, "x:bot": bot };
  const summary = await runRecipe({ model: "x:bot", ...recipe }, { out, models, base: folder });
  return { summary, dialogs: await readDialogs(out) };
}

const inQuotes = (text: string) =>
  scriptedModel(({ messages }) => (messages.length > 4 ? "FINISH" : `"${text}"`), { id: "x:person" });

describe("policies in recipes", () => {
  it("steer the persons of a role play, who tell the facts of their goal when asked", async () => {
    const person = inQuotes("I don't have it. It's A-4711.");
    const { dialogs, summary } = await held(
      {
        kind: "roleplay",
        inquirer: { model: "x:person" },
        goals: [{ goal: "Get the money back.", facts }],
        personas: ["a nurse"],
        policies,
      },
      person,
    );
    expect(dialogs[0]?.turns[0]).toMatchObject({ text: "i dont have it. its A-4711" });
    expect(dialogs[0]?.scenario).toEqual({ goal: ["Get the money back."], facts });
    expect(summary.outcomes?.faults).toMatchObject({ unaskedFacts: 3 });
    const told = person.requests.flatMap(({ messages }) => messages.map(({ content }) => content)).join("\n");
    expect(told).toContain("- order number: A-4711");
    expect(told).toContain("wait until you are asked");
  });

  it.each([
    ["for what the dialogue is about", { goals: ["Find order A-4711."] }, {}],
    ["for anything else", { topics: ["orders"] }, { unasked_fact: 1 }],
  ])("count a fact told unasked in dialogues, but not %s", async (_, context, faults) => {
    const person = scriptedModel(() => "Where is A-4711?", { id: "x:person" });
    const personas = [{ name: "Ann", agent: { model: "x:person", facts } }, { name: "Shop" }];
    const { dialogs } = await held({ kind: "dialogues", count: 1, maxTurns: 2, personas, context }, person);
    expect(dialogs[0]?.extra["faults"] ?? {}).toEqual(faults);
  });

  it("come as types of users from a file, each in its share", async () => {
    const person = inQuotes("Where is my chair?");
    const { dialogs } = await held(
      {
        kind: "roleplay",
        inquirer: { model: "x:person" },
        goals: ["Find the chair."],
        personas: Array.from({ length: 8 }, (_, index) => `person ${index}`),
        policies: "users.yaml",
      },
      person,
      types,
    );
    const drawn = dialogs.map(({ scenario }) => (scenario as { userType: string }).userType);
    expect(drawn.filter((type) => type === "terse")).toHaveLength(6);
    const told = dialogs.map(({ events }) => JSON.stringify(events));
    for (const [index, type] of drawn.entries())
      expect(told[index]).toContain(type === "terse" ? "three words at most" : "about 50 words");
  });

  it("steer users who give feedback", async () => {
    const person = scriptedModel(
      ({ messages }) => JSON.stringify({ satisfied: messages.length > 9, message: "It's A-4711." }),
      {
        id: "x:person",
      },
    );
    const { dialogs } = await held(
      {
        kind: "interactions",
        count: 1,
        user: { model: "x:person" },
        queries: [{ query: "Where is my chair?", facts }],
        personas: ["a nurse"],
        styleTransfer: "off",
        maxTurns: 4,
        policies,
      },
      person,
    );
    expect(dialogs[0]?.turns[2]?.text).toBe("its A-4711");
    const told = person.requests.flatMap(({ messages }) => messages.map(({ content }) => content)).join("\n");
    expect(told).toContain("tell only this in your next message: order number (A-4711)");
  });

  it("steer the speakers of dialogues, and whoever knows facts is watched", async () => {
    const person = scriptedModel(() => "My number is A-4711, and my code is 99812.", { id: "x:person" });
    const { dialogs } = await held(
      {
        kind: "dialogues",
        count: 1,
        maxTurns: 2,
        personas: [
          { name: "Ann", agent: { model: "x:person", facts, policies: ["disclosure"] } },
          { name: "Shop" },
        ],
      },
      person,
    );
    expect(dialogs[0]?.extra["faults"]).toEqual({ unasked_fact: 3, invented_fact: 1 });
    expect(JSON.stringify(dialogs[0]?.personas)).toContain('"name":"disclosure"');
  });

  it.each([
    [["tersness"], 'policies: There is no policy called "tersness"'],
    [[{ name: "impatience", patience: 0 }], "policies: impatience"],
    ["missing.yaml", "missing.yaml"],
    ["users.yaml", "holds neither a list of policies nor types of users"],
  ])("refuse %j before anything is spent", async (wrong, message) => {
    const person = inQuotes("Hi");
    const recipe = { kind: "roleplay", inquirer: { model: "x:person" }, goals: ["x"], policies: wrong };
    await expect(held(recipe, person, "users: 4")).rejects.toThrow(message);
    expect(person.requests).toHaveLength(0);
  });
});

describe("populations in recipes", () => {
  it("draw the people of a role play, by strata", async () => {
    const population = {
      attributes: {
        homeTown: { values: { Bremen: 1, Ulm: 3 } },
        age: { mean: 40, deviation: 10, least: 18 },
      },
    };
    const { dialogs } = await held(
      {
        kind: "roleplay",
        inquirer: { model: "x:person" },
        goals: ["Find the chair."],
        personas: { population, n: 4, strata: ["homeTown"] },
      },
      inQuotes("Where is my chair?"),
    );
    const people = dialogs.map(({ personas }) => JSON.stringify(personas?.["User"]));
    expect(people.filter((person) => person.includes(String.raw`Home town: Ulm\nAge: `))).toHaveLength(3);
    expect(people.filter((person) => person.includes("Bremen"))).toHaveLength(1);
  });

  const towns = { attributes: { town: { values: { Bremen: 1, Ulm: 3 } } } };
  const talk = { kind: "dialogues", model: "x:bot", count: 8, maxTurns: 2 };

  it("are one of the speakers of dialogues, each person in its turn", async () => {
    const drawn = { population: towns, n: 4, strata: ["town"], name: "Caller", agent: { model: "x:person" } };
    const { dialogs } = await held({ ...talk, personas: [drawn, { name: "Bo" }] }, inQuotes("Hello?"));
    const people = dialogs.map(({ personas }) => JSON.stringify(personas?.["Caller"]));
    expect(people.filter((person) => person.includes("Town: Ulm"))).toHaveLength(6);
    expect(people.filter((person) => person.includes("Town: Bremen"))).toHaveLength(2);
    expect(dialogs[0]?.turns.map(({ speaker }) => speaker)).toEqual(["Caller", "Bo"]);
  });

  it("are people that experiences are made of", async () => {
    const { experienceGenerator, experienceFields } = await import("./experience-fields.ts");
    const fields = z
      .object(experienceFields)
      .parse({ people: { population: towns, n: 4, strata: ["town"] } });
    const asked = scriptedModel(({ messages }) => {
      throw new Error(messages.map(({ content }) => content).join("\n"));
    });
    const made = await experienceGenerator(
      fields,
      { model: "x:bot", settings: {}, count: 1, seed: 1 },
      { input: (name) => name, place: "", prompts: {} },
    );
    const context = { seed: 1, taskSeed: 1, signal: new AbortController().signal };
    const trying = made.plan({ count: 1, seed: 1 }).run(0, { ...context, model: async () => asked });
    await expect(trying).rejects.toThrow("Town: Ulm");
  });

  it.each([
    [
      { ...talk, personas: { population: towns, n: 4 } },
      "personas: a population stands for one of the speakers",
    ],
    [{ ...talk, personas: [{ population: towns }, { name: "Bo" }] }, "personas.0.n: is missing"],
    [
      { ...talk, personas: [{ population: towns, n: 4, strat: [] }, { name: "Bo" }] },
      "personas.0.strat: there is no such setting",
    ],
    [
      { ...talk, personas: [{ population: towns, n: 4, strata: ["twon"] }, { name: "Bo" }] },
      'personas.0: The population has no attribute "twon"',
    ],
    [
      { kind: "experiences", count: 1, people: { population: towns, n: 4, strata: ["twon"] } },
      'people: The population has no attribute "twon"',
    ],
  ])("say what is wrong in %j", async (recipe, message) => {
    await expect(held(recipe, inQuotes("Hi"))).rejects.toThrow(message);
  });

  it("come from a census, a persona dataset or a table of people", async () => {
    const { drawnPersonas } = await import("./population-field.ts");
    const folder = await temporaryFolder();
    await writeFile(join(folder, "census.csv"), "job,people\nnurse,30\ncook,10\n");
    await writeFile(join(folder, "hub.jsonl"), '{"persona":"A nurse who sails.","id":1}\n');
    const input = (name: string) => join(folder, name);
    const census = { population: "census.csv", n: 4, weight: "people", strata: ["job"] };
    expect((await drawnPersonas(census, 1, input)).toSorted()).toEqual([
      "Job: cook",
      ...Array(3).fill("Job: nurse"),
    ]);
    expect(await drawnPersonas({ population: "hub.jsonl", n: 1, strata: [] }, 1, input)).toEqual([
      "A nurse who sails.",
    ]);
    const wrong = drawnPersonas({ ...census, strata: ["jobb"] }, 1, input);
    await expect(wrong).rejects.toThrow('personas: The population has no attribute "jobb"');
  });
});
