import {
  type Experience,
  ExperienceGenerator,
  exampleHub,
  GroupChatGenerator,
  reusedPersonas,
  sampledPersonas,
  seedExperience,
} from "@sdialog/generators";
import { expect, it } from "vitest";
import { byLibrary, byRecipe, model, type SamePlan, seed } from "../testing/same-plans.ts";

// The same people and situations, written down in another order and with more than is asked for.
const { personas: people, ...frame } = seedExperience;
const backwards = {
  note: "mine",
  faults: { near_duplicate: 1 },
  id: "b1",
  ...Object.fromEntries(Object.entries(frame).toReversed()),
  personas: people.map((person) => Object.fromEntries(Object.entries(person).toReversed())),
} as unknown as Experience;
const described = [
  { description: "a nurse from Bath", name: "Ann" },
  { description: "a pilot" },
  { age: 40, name: "Cy" },
  { name: "Di", qualities: ["shy"], age: 31 },
];
const pairs = [described.slice(0, 2), described.slice(2), described.slice(1, 3)];

/** What is given: to the library as objects, to a recipe as text. */
const given: Readonly<Record<string, SamePlan>> = {
  "examples of experiences": {
    recipe: { kind: "experiences", count: 4, examples: [backwards, { ...seedExperience, topic: "Bread" }] },
    made: (concurrency) =>
      new ExperienceGenerator({
        model,
        hub: exampleHub({ examples: [backwards, { ...seedExperience, topic: "Bread" }] }),
      }).generate({ count: 4, seed, concurrency }),
  },
  "the example that comes with the package": {
    recipe: { kind: "experiences", count: 4, examples: [seedExperience] },
    made: (concurrency) => new ExperienceGenerator({ model }).generate({ count: 4, seed, concurrency }),
  },
  "people of experiences": {
    recipe: { kind: "experiences", count: 4, participants: 2, people: described },
    made: (concurrency) =>
      new ExperienceGenerator({ model, participants: 2, personas: sampledPersonas(described) }).generate({
        count: 4,
        seed,
        concurrency,
      }),
  },
  "pairs of experiences": {
    recipe: { kind: "experiences", count: 3, participants: 2, pairs },
    made: (concurrency) =>
      new ExperienceGenerator({ model, participants: 2, personas: reusedPersonas(pairs) }).generate({
        count: 3,
        seed,
        concurrency,
      }),
  },
  "examples of iterative sampling": {
    recipe: { kind: "convogen", count: 4, batch: 2, examples: [backwards] },
    made: (concurrency) =>
      new GroupChatGenerator({
        model,
        experiences: new ExperienceGenerator({ model, hub: exampleHub({ examples: [backwards] }) }),
      }).generate({ count: 4, batch: 2, iterative: true, seed, concurrency }),
  },
  "experiences of group chats": {
    recipe: { kind: "group-chat", count: 3, experiences: [backwards, seedExperience] },
    made: (concurrency) =>
      new GroupChatGenerator({ model, experiences: [backwards, seedExperience] }).generate({
        count: 3,
        seed,
        concurrency,
      }),
  },
};

it.each(Object.entries(given))(
  "%s are the same by library and by recipe, however they are written",
  async (_what, one) => {
    const expected = await byLibrary(one, 4);
    expect(expected.length).toBeGreaterThan(1);
    expect(await byRecipe(one, { concurrency: 4 })).toEqual(expected);
  },
);
