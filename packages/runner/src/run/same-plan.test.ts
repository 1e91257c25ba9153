import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Context, Dialog, registered } from "@sdialog/core";
import { sampleFolder, Star, StarGenerator } from "@sdialog/datasets-star";
import {
  castConversation,
  ConversationGenerator,
  ExperienceGenerator,
  exampleHub,
  GroupChatGenerator,
  interactionDialog,
  InteractionGenerator,
  Paraphraser,
  PersonaBank,
  queriesFrom,
  RoleplayGenerator,
  seedExperience,
} from "@sdialog/generators";
import type { BatchReport } from "@sdialog/generators/plan";
import type { ChatModel, ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { InstructionListOrchestrator, LengthOrchestrator } from "@sdialog/orchestrators";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { postgresExecutor } from "../executors/postgres/postgres-executor.ts";
import { startPostgres } from "../executors/postgres/start-postgres.ts";
import { resultContents, withoutTimes } from "../testing/dialog-contents.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { runRecipe } from "./run-recipe.ts";

const queries = Array.from({ length: 12 }, (_, index) => `Question ${index}?`);
const seed = 5;
const users = [
  { name: "brief", share: 1, policies: ["scepticism"] },
  { name: "slow", share: 2, policies: ["disclosure", "clarification"] },
];

/** Plays every part, each a function of what it is asked; now and then what it says is no good. */
function everybody({ messages, output, seed: own = 0 }: ChatRequest): string {
  const last = messages.at(-1)?.content ?? "";
  const names = seedExperience.personas.map(({ name }) => name);
  switch (output?.name) {
    case "adapted_message":
      return JSON.stringify({ message: `Please: ${last.slice(-12)}` });
    case "feedback": {
      const answers = last.match(/^Assistant:/gm)?.length ?? 0;
      return JSON.stringify({ satisfied: answers > 2, message: answers > 2 ? "" : `More of ${own}?` });
    }
    case "people":
    case "experience":
      return own % 4 === 0
        ? "nothing"
        : JSON.stringify({
            ...seedExperience,
            topic: `Topic ${own}`,
            situation: `They meet at place${own} after event${own}.`,
            conversation_starter: `What of question${own}?`,
          });
    case "paraphrase": {
      const said = last.match(/Line \d+/g) ?? [];
      return JSON.stringify({ turns: said.map((text, at) => ({ number: at + 1, text: `${text}, I say` })) });
    }
    case undefined:
      // Who knows facts keeps to them, and now and then tells others.
      if (messages[0]?.content.includes("84231") === true)
        return own % 3 === 0
          ? `My number is ${own}.`
          : `I like ${["tea", "rain", "bread"][own % 5] ?? "music"}.`;
      return own % 9 === 0 ? "" : `"I say ${own} after ${messages.length}."`;
    default:
      return names[own % names.length] as string;
  }
}

const model: ChatModel = scriptedModel(everybody, { id: "x:all" });
const models = { "x:all": model };
const dialogs = [1, 2, 3].map(
  (number) => new Dialog({ id: number, turns: [{ speaker: "Ann", text: `Line ${number}` }] }),
);

interface Case {
  readonly recipe: Readonly<Record<string, unknown>>;
  made(concurrency: number): AsyncGenerator<object, BatchReport, void>;
}

/** For every kind: a recipe, and the same through the library. */
const cases: Readonly<Record<string, Case>> = {
  interactions: {
    recipe: { kind: "interactions", count: 6, perPersona: 2, queries },
    async *made(concurrency) {
      const made = new InteractionGenerator({ user: { model }, assistant: { model } }).generate({
        personas: new PersonaBank(),
        queries: queriesFrom(queries),
        perPersona: 2,
        count: 6,
        seed,
        concurrency,
      });
      for (;;) {
        const next = await made.next();
        if (next.done === true) return next.value;
        yield interactionDialog(next.value);
      }
    },
  },
  roleplay: {
    recipe: {
      kind: "roleplay",
      count: 7,
      maxTurns: 6,
      goals: ["Bake bread.\nWithout yeast."],
      personas: ["a nurse", "a pilot", "a cook"],
    },
    made: (concurrency) =>
      new RoleplayGenerator({
        inquirer: model,
        responder: model,
        maxTurns: 6,
        goals: ["Bake bread.\nWithout yeast."],
        personas: ["a nurse", "a pilot", "a cook"],
      }).generate({ seed, count: 7, concurrency, keepFailed: false }),
  },
  experiences: {
    recipe: { kind: "experiences", count: 9, batch: 4, participants: 3, examples: [seedExperience] },
    made: (concurrency) =>
      new ExperienceGenerator({
        model,
        participants: 3,
        hub: exampleHub({ examples: [seedExperience] }),
      }).generate({ count: 9, batch: 4, seed, concurrency }),
  },
  "group-chat": {
    recipe: { kind: "group-chat", count: 5, maxTurns: 5, generate: { participants: 3 } },
    made: (concurrency) =>
      new GroupChatGenerator({
        model,
        maxTurns: 5,
        experiences: new ExperienceGenerator({ model, participants: 3 }),
      }).generate({ count: 5, seed, concurrency }),
  },
  convogen: {
    recipe: { kind: "convogen", count: 9, batch: 4, maxTurns: 4, participants: 3, draw: "recent" },
    made: (concurrency) =>
      new GroupChatGenerator({
        model,
        maxTurns: 4,
        experiences: new ExperienceGenerator({ model, participants: 3, hub: exampleHub({ draw: "recent" }) }),
      }).generate({ count: 9, batch: 4, iterative: true, seed, concurrency }),
  },
  dialogues: {
    recipe: {
      kind: "dialogues",
      count: 6,
      minTurns: 3,
      maxTurns: 6,
      context: { location: ["a park", "a bus"] },
      orchestrators: [{ type: "LengthOrchestrator", min: 2, max: 5 }],
      policies: [{ name: "impatience", probability: 0.5 }, "casual-spelling"],
      personas: [
        { name: "Ann", agent: { facts: { number: "84231", colour: "red" }, policies: { users } } },
        {
          name: "Bob",
          role: ["customer", "tourist"],
          agent: { orchestrators: [{ type: "InstructionListOrchestrator", instructions: ["Greet."] }] },
        },
      ],
    },
    made: (concurrency) => {
      const length = new LengthOrchestrator({ min: 2, max: 5 });
      const greet = new InstructionListOrchestrator({ instructions: ["Greet."] });
      return new ConversationGenerator({
        conversation: castConversation({
          speakers: [
            {
              persona: () => new Persona({ name: "Ann" }),
              model,
              behaviour: { users },
              agent: { facts: { number: "84231", colour: "red" }, orchestrators: [length] },
            },
            {
              persona: (random) =>
                new Persona({ name: "Bob", role: random.fork("role").pick(["customer", "tourist"]) }),
              model,
              behaviour: [{ name: "impatience", probability: 0.5 }, "casual-spelling"],
              agent: { orchestrators: [length, greet] },
            },
          ],
          context: (random) => new Context({ location: random.fork("location").pick(["a park", "a bus"]) }),
          minTurns: 3,
          maxTurns: 6,
        }),
      }).generate({ count: 6, seed, concurrency });
    },
  },
  paraphrase: {
    recipe: { kind: "paraphrase", dialogs: "dialogs.jsonl" },
    made: (concurrency) => new Paraphraser({ model }).generate({ dialogs, seed, concurrency }),
  },
  star: {
    recipe: { kind: "star", path: sampleFolder, count: 2, maxTurns: 4 },
    async *made(concurrency) {
      const star = new StarGenerator(await Star.open(sampleFolder), { model, maxTurns: 4 });
      return yield* star.generate({ count: 2, seed, concurrency });
    },
  },
};

/** As much of each as cannot be left out: what neither says has to be the same, too. */
const barest: Readonly<Record<string, Case>> = {
  interactions: {
    recipe: { kind: "interactions", count: 3, queries },
    async *made(concurrency) {
      const personas = new PersonaBank();
      const made = new InteractionGenerator({ user: { model }, assistant: { model } }).generate({
        personas,
        queries: queriesFrom(queries),
        count: 3,
        seed,
        concurrency,
      });
      for (;;) {
        const next = await made.next();
        if (next.done === true) return next.value;
        yield interactionDialog(next.value);
      }
    },
  },
  roleplay: {
    recipe: { kind: "roleplay", goals: ["Bake bread."], personas: ["a nurse", "a pilot"] },
    made: (concurrency) =>
      new RoleplayGenerator({
        inquirer: model,
        responder: model,
        goals: ["Bake bread."],
        personas: ["a nurse", "a pilot"],
      }).generate({ seed, concurrency, keepFailed: false }),
  },
  experiences: {
    recipe: { kind: "experiences", count: 6 },
    made: (concurrency) => new ExperienceGenerator({ model }).generate({ count: 6, seed, concurrency }),
  },
  "group-chat": {
    recipe: { kind: "group-chat", count: 3 },
    made: (concurrency) => new GroupChatGenerator({ model }).generate({ count: 3, seed, concurrency }),
  },
  convogen: {
    recipe: { kind: "convogen", count: 3 },
    made: (concurrency) =>
      new GroupChatGenerator({ model }).generate({ count: 3, iterative: true, seed, concurrency }),
  },
  dialogues: {
    recipe: { kind: "dialogues", count: 3, personas: [{ name: "Ann" }, { name: "Bob" }] },
    made: (concurrency) =>
      new ConversationGenerator({
        conversation: castConversation({
          speakers: ["Ann", "Bob"].map((name) => ({ persona: () => new Persona({ name }), model })),
        }),
      }).generate({ count: 3, seed, concurrency }),
  },
  paraphrase: {
    recipe: { kind: "paraphrase", dialogs: "dialogs.jsonl" },
    made: (concurrency) => new Paraphraser({ model }).generate({ dialogs, seed, concurrency }),
  },
  star: {
    recipe: { kind: "star", path: sampleFolder, count: 2 },
    async *made(concurrency) {
      const star = new StarGenerator(await Star.open(sampleFolder), { model });
      return yield* star.generate({ count: 2, seed, concurrency });
    },
  },
};

async function library({ made }: Case, concurrency: number): Promise<string[]> {
  return withoutTimes(await Array.fromAsync(made(concurrency)));
}

async function recipeRun(
  { recipe }: Case,
  changes: object,
  options: Partial<Parameters<typeof runRecipe>[1]> = {},
): Promise<string[]> {
  const base = await temporaryFolder();
  await writeFile(join(base, "dialogs.jsonl"), dialogs.map((dialog) => JSON.stringify(dialog)).join("\n"));
  const out = join(base, "run");
  await runRecipe({ ...recipe, model: "x:all", seed, ...changes }, { out, models, base, ...options });
  return resultContents(out);
}

it("has a case for every kind of recipe that makes something", () => {
  const kinds = registered("recipe").map(({ name }) => name);
  // An evaluation measures what is there.
  expect(Object.keys(cases).toSorted()).toEqual(kinds.filter((kind) => kind !== "evaluation").toSorted());
});

describe.each(Object.entries(cases))("%s", (_kind, one) => {
  it("is the same by library and by recipe, one at a time and sixteen", async () => {
    const expected = await library(one, 1);
    expect(expected.length).toBeGreaterThan(1);
    expect(new Set(expected).size).toBe(expected.length);
    expect(await library(one, 16)).toEqual(expected);
    expect(await recipeRun(one, { concurrency: 1 })).toEqual(expected);
    expect(await recipeRun(one, { concurrency: 16 })).toEqual(expected);
  });
});

it("has a barest case for every kind that has a case", () => {
  expect(Object.keys(barest).toSorted()).toEqual(Object.keys(cases).toSorted());
});

it.each(Object.entries(barest))("%s is the same where neither says more than it must", async (_kind, one) => {
  const expected = await library(one, 4);
  expect(expected.length).toBeGreaterThan(1);
  expect(await recipeRun(one, { concurrency: 4 })).toEqual(expected);
});

it("is the same with a queue in PostgreSQL, one at a time and sixteen, for every kind", async () => {
  const own = await startPostgres(await temporaryFolder());
  const address = new URL(own.url);
  const { password } = address;
  address.password = "";
  process.env["PGPASSWORD"] = password;
  try {
    for (const [kind, one] of Object.entries(cases)) {
      const expected = await library(one, 16);
      for (const concurrency of [16, 1]) {
        const changes = { concurrency, executor: "postgres", postgres: { url: address.href } };
        const made = recipeRun(one, changes, { executor: postgresExecutor });
        if (kind === "convogen") await expect(made).rejects.toThrow("build on each other");
        else expect(await made, `${kind}, ${concurrency} at once`).toEqual(expected);
      }
    }
  } finally {
    delete process.env["PGPASSWORD"];
    await own.stop(true);
  }
});
