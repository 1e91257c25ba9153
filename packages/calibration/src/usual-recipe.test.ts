import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import { talkOf } from "./testing/talk-of.ts";
import { usualRecipe } from "./usual-recipe.ts";

const asking = (texts: readonly string[], goal?: string) =>
  talkOf({}, goal === undefined ? { texts } : { texts, goal });

it("wants what people wanted: their goals, otherwise what they opened with, on one line and cut", () => {
  const talks = [
    asking(["Hi"], "a chair"),
    asking(["  My lamp\n\tis   broken. "]),
    asking(["x".repeat(300)]),
    asking(["y".repeat(301)]),
  ];
  const { personas, ...recipe } = usualRecipe(talks, { model: "m", most: 8 }, new Random(1)) as {
    personas: [{ circumstances: string[] }, { agent: unknown }];
  };
  expect(recipe).toEqual({ kind: "dialogues", model: "m", maxTurns: 4 });
  const opened = "wrote to a chat service because of this:";
  expect(personas[0].circumstances.toSorted()).toEqual([
    "a chair",
    `${opened} My lamp is broken.`,
    `${opened} ${"x".repeat(300)}`,
    `${opened} ${"y".repeat(300)}…`,
  ]);
  expect(personas[1]).toMatchObject({ name: "Assistant", agent: { policies: [], canFinish: false } });
});

it("gives time for both sides of the longer conversations, and takes twenty goals at most", () => {
  const lengths = Array.from({ length: 100 }, (_, index) =>
    asking(Array(index + 1).fill("so"), `goal ${index}`),
  );
  const recipe = usualRecipe(lengths, { model: "m", most: 8 }, new Random(1));
  expect(recipe).toMatchObject({ maxTurns: 192 });
  expect((recipe["personas"] as [{ circumstances: string[] }])[0].circumstances).toHaveLength(20);
});

it("tests a chatbot with every goal once, often enough for as many conversations as are wanted", () => {
  const talks = ["a chair", "a lamp", "a chair", "a bed"].map((goal) => asking(["Hi", "there"], goal));
  const { scenarios, ...recipe } = usualRecipe(
    talks,
    { model: "m", chatbot: "http://bot/", most: 7 },
    new Random(1),
  ) as {
    scenarios: { name: string; goal: string; maxTurns: number }[];
  };
  expect(recipe).toEqual({
    kind: "test",
    model: "m",
    chatbot: "http://bot/",
    personas: ["a user of a chat service"],
    repeat: 3,
  });
  expect(scenarios.map(({ goal }) => goal).toSorted()).toEqual(["a bed", "a chair", "a lamp"]);
  expect(scenarios.map(({ name, maxTurns }) => `${name}: ${maxTurns}`)).toEqual([
    "goal 1: 4",
    "goal 2: 4",
    "goal 3: 4",
  ]);
});
