import { registered } from "@sdialog/core";
import { sampleFolder, Star, StarGenerator } from "@sdialog/datasets-star";
import {
  castConversation,
  ConversationGenerator,
  ExperienceGenerator,
  GroupChatGenerator,
  InteractionGenerator,
  Paraphraser,
  PersonaBank,
  queriesFrom,
  RoleplayGenerator,
} from "@sdialog/generators";
import { Persona } from "@sdialog/personas";
import { expect, it } from "vitest";
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

/** As much of each as cannot be left out: what neither says has to be the same, too. */
const barest: Readonly<Record<string, SamePlan>> = {
  interactions: {
    recipe: { kind: "interactions", count: 3, queries },
    made(concurrency) {
      const personas = new PersonaBank();
      const made = new InteractionGenerator({ user: { model }, assistant: { model } }).generate({
        personas,
        queries: queriesFrom(queries),
        count: 3,
        seed,
        concurrency,
      });
      return asDialogs(made);
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

it("has a case for every kind of recipe that makes something", () => {
  const kinds = registered("recipe").map(({ name }) => name);
  expect(Object.keys(barest).toSorted()).toEqual(kinds.filter((kind) => kind !== "evaluation").toSorted());
});

it.each(Object.entries(barest))("%s is the same where neither says more than it must", async (_kind, one) => {
  const expected = await byLibrary(one, 4);
  expect(expected.length).toBeGreaterThan(1);
  expect(await byRecipe(one, { concurrency: 4 })).toEqual(expected);
});
