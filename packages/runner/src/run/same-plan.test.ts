import { Context, registered } from "@sdialog/core";
import { sampleFolder, Star, StarGenerator } from "@sdialog/datasets-star";
import {
  castConversation,
  ConversationGenerator,
  ExperienceGenerator,
  exampleHub,
  GroupChatGenerator,
  InteractionGenerator,
  Paraphraser,
  PersonaBank,
  queriesFrom,
  RoleplayGenerator,
  seedExperience,
} from "@sdialog/generators";
import { InstructionListOrchestrator, LengthOrchestrator } from "@sdialog/orchestrators";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { postgresExecutor } from "../executors/postgres/postgres-executor.ts";
import { startPostgres } from "../executors/postgres/start-postgres.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import {
  asDialogs,
  byLibrary,
  byRecipe,
  dialogs,
  model,
  queries,
  type SamePlan,
  seed,
} from "../testing/same-plans.ts";

const users = [
  { name: "brief", share: 1, policies: ["scepticism"] },
  { name: "slow", share: 2, policies: ["disclosure", "clarification"] },
];

/** For every kind: a recipe, and the same through the library. */
const cases: Readonly<Record<string, SamePlan>> = {
  interactions: {
    recipe: { kind: "interactions", count: 6, perPersona: 2, queries },
    made(concurrency) {
      const made = new InteractionGenerator({ user: { model }, assistant: { model } }).generate({
        personas: new PersonaBank(),
        queries: queriesFrom(queries),
        perPersona: 2,
        count: 6,
        seed,
        concurrency,
      });
      return asDialogs(made);
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

it("has a case for every kind of recipe that makes something", () => {
  const kinds = registered("recipe").map(({ name }) => name);
  // An evaluation measures what is there.
  expect(Object.keys(cases).toSorted()).toEqual(kinds.filter((kind) => kind !== "evaluation").toSorted());
});

describe.each(Object.entries(cases))("%s", (_kind, one) => {
  it("is the same by library and by recipe, one at a time and sixteen", async () => {
    const expected = await byLibrary(one, 1);
    expect(expected.length).toBeGreaterThan(1);
    expect(new Set(expected).size).toBe(expected.length);
    expect(await byLibrary(one, 16)).toEqual(expected);
    expect(await byRecipe(one, { concurrency: 1 })).toEqual(expected);
    expect(await byRecipe(one, { concurrency: 16 })).toEqual(expected);
  });
});

it("is the same with a queue in PostgreSQL, one at a time and sixteen, for every kind", async () => {
  const own = await startPostgres(await temporaryFolder());
  const address = new URL(own.url);
  const { password } = address;
  address.password = "";
  process.env["PGPASSWORD"] = password;
  try {
    for (const [kind, one] of Object.entries(cases)) {
      const expected = await byLibrary(one, 16);
      for (const concurrency of [16, 1]) {
        const changes = { concurrency, executor: "postgres", postgres: { url: address.href } };
        const made = byRecipe(one, changes, { executor: postgresExecutor });
        if (kind === "convogen") await expect(made).rejects.toThrow("build on each other");
        else expect(await made, `${kind}, ${concurrency} at once`).toEqual(expected);
      }
    }
  } finally {
    delete process.env["PGPASSWORD"];
    await own.stop(true);
  }
});
