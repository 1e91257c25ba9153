import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { compareDimensions, type LabelledConversation } from "./compare-dimensions.ts";
import { LLMJudgeDimensions } from "./dimension-judge.ts";
import { type DimensionSet, eightDimensions } from "./dimension-set.ts";
import { labelDialogs } from "./label-dialogs.ts";

const conversation = (
  labels: readonly (readonly string[])[],
  domain: string | null = null,
): LabelledConversation => ({
  domain,
  turns: labels.map((given) => ({ emotion: given })),
});

describe("dimensions", () => {
  it("are eight, in three groups, with labels that are told apart", () => {
    expect(eightDimensions.dimensions).toHaveLength(8);
    expect(new Set(eightDimensions.dimensions.map(({ group }) => group)).size).toBe(3);
    for (const { labels } of eightDimensions.dimensions)
      expect(new Set(labels.map(({ name }) => name)).size).toBe(labels.length);
  });

  it("are compared by Jensen–Shannon divergence and total variation", () => {
    const joy = Array.from({ length: 8 }, () => conversation([["joy"], ["joy"]]));
    const worry = Array.from({ length: 6 }, () => conversation([["worry"]]));
    const apart = compareDimensions(joy, worry).dimensions["emotion"]!;
    expect(apart.jensenShannon.value).toBe(1);
    expect(apart.totalVariation).toMatchObject({ value: 1 });
    expect(apart.n).toEqual({ real: 16, simulated: 6 });
    expect(apart.jensenShannon.chance).toBeLessThan(0.5);
    const half = Array.from({ length: 6 }, () => conversation([["joy"], []]));
    const found = compareDimensions(joy, half).dimensions["emotion"]!;
    expect(found.simulated).toMatchObject({ joy: 0.5, "(none)": 0.5, worry: 0 });
    expect(found.totalVariation.value).toBe(0.5);
    // ½ (log2 4/3) + ½ (½ log2 2/3 + ½ log2 2)
    expect(found.jensenShannon.value).toBeCloseTo(Math.log2(4 / 3) / 2 + Math.log2(2 / 3) / 4 + 1 / 4, 10);
    expect(found.totalVariation.interval).not.toBeNull();
    const same = compareDimensions(joy, joy).dimensions["emotion"]!;
    expect([same.jensenShannon.value, same.totalVariation.value]).toEqual([0, 0]);
  });

  it("are compared by domain, and left out where one side has no labels", () => {
    const of = (domain: string) => Array.from({ length: 20 }, () => conversation([["joy"]], domain));
    const found = compareDimensions([...of("hotel"), ...of("train")], of("hotel"));
    expect(Object.keys(found.domains)).toEqual(["hotel"]);
    expect(Object.keys(found.dimensions)).toEqual(["emotion"]);
    expect(found.labels).toBe("eight-dimensions-1");
    expect(() => compareDimensions([], of("hotel"))).toThrow(/one side/);
  });
});

const dialog = new Dialog({
  domain: "hotel",
  turns: [
    { speaker: "User", text: "a room pls" },
    { speaker: "Bot", text: "For when?" },
    { speaker: "User", text: "Tonight. My wife is ill" },
    { speaker: "User", text: "" },
  ],
});

describe("a judge of dimensions", () => {
  it("labels the user's turns, within the labels there are", async () => {
    const turn = (number: number, more: object) => ({
      turn: number,
      intent: "retrieval",
      feedback: "none",
      emotion: "neutral",
      knowledge: [],
      "self-disclosure": [],
      ...more,
    });
    const model = scriptedModel([
      JSON.stringify({ turns: [{ ...turn(1, { intent: "shopping" }) }] }),
      JSON.stringify({
        turns: [turn(1, {}), turn(3, { emotion: "worry", "self-disclosure": ["relationships"] })],
      }),
    ]);
    const judge = new LLMJudgeDimensions({ model, user: "user" });
    const { conversations, unlabelledTurns } = await labelDialogs([dialog], {
      user: "User",
      language: "en",
      judge,
    });
    expect(model.requests).toHaveLength(2);
    expect(unlabelledTurns).toBe(0);
    expect(conversations).toEqual([
      {
        domain: "hotel",
        turns: [
          expect.objectContaining({
            intent: ["retrieval"],
            "self-disclosure": [],
            "message length": ["0 to 3 words"],
          }),
          expect.objectContaining({ emotion: ["worry"], "self-disclosure": ["relationships"] }),
        ],
      },
    ]);
    expect(JSON.stringify(model.requests[0]?.messages)).toContain("system management");
  });

  it("counts turns that the model leaves out, and takes labels of one's own", async () => {
    const moods: DimensionSet = {
      name: "moods",
      version: 3,
      dimensions: [
        {
          name: "mood",
          group: "user state",
          several: false,
          by: "judge",
          labels: [
            { name: "up", description: "good" },
            { name: "down", description: "bad" },
          ],
        },
      ],
    };
    const model = scriptedModel(['{"turns":[{"turn":1,"mood":"up"}]}']);
    const judge = new LLMJudgeDimensions({ model, user: "User", dimensions: moods });
    const labelled = await labelDialogs([dialog], { user: "User", judge });
    expect(labelled.unlabelledTurns).toBe(1);
    expect(labelled.conversations[0]?.turns.map((turn) => turn["mood"])).toEqual([["up"], undefined]);
    const formOnly = { ...moods, dimensions: [{ ...moods.dimensions[0]!, by: "text" as const }] };
    expect(() => new LLMJudgeDimensions({ user: "User", dimensions: formOnly })).toThrow(
      /labelled by a judge/,
    );
  });

  it("is not needed for form", async () => {
    const { conversations } = await labelDialogs([dialog, new Dialog({ turns: [] })], { user: "User" });
    expect(conversations).toHaveLength(1);
    const { dimensions } = compareDimensions(conversations, conversations);
    expect(Object.keys(dimensions)).toEqual(["message length", "linguistic attributes", "errors"]);
  });
});

it("loses one conversation's labels to a reply that cannot be read, and counts it", async () => {
  const dialogs = ["where is it", "BAD", "and when"].map(
    (text) =>
      new Dialog({
        turns: [
          { speaker: "User", text },
          { speaker: "Bot", text: "There." },
        ],
      }),
  );
  const fitting = JSON.stringify({
    turns: [
      { turn: 0, intent: "none", feedback: "none", emotion: "neutral", knowledge: [], "self-disclosure": [] },
    ],
  });
  const model = scriptedModel(({ messages }) =>
    JSON.stringify(messages).includes("BAD") ? "I would rather not." : fitting,
  );
  const judge = new LLMJudgeDimensions({ model, user: "User" });
  const { conversations, unreadReplies } = await labelDialogs(dialogs, { user: "User", judge });
  expect(conversations).toHaveLength(3);
  expect(unreadReplies).toBe(1);
});
