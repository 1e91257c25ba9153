import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { memoryCache } from "../cache/content-cache.ts";
import { LLMJudgePairwise } from "./pairwise-judge.ts";

const long = new Dialog({ turns: [{ speaker: "A", text: "A long and patient answer." }] });
const short = new Dialog({ turns: [{ speaker: "A", text: "No." }] });

/** Prefers whichever dialogue holds `text`, wherever it is shown. */
const prefers = (text: string): ReturnType<typeof scriptedModel> =>
  scriptedModel(({ messages }) => {
    const [, first = ""] = messages.at(-1)?.content.split("<<< first dialogue") ?? [];
    const better = first.split(">>> first dialogue")[0]?.includes(text) === true ? "first" : "second";
    return JSON.stringify({ reason: `It says ${text}`, better });
  });
const always = (better: string): ReturnType<typeof scriptedModel> =>
  scriptedModel(() => JSON.stringify({ reason: "So.", better }));

describe("LLMJudgePairwise", () => {
  it("keeps a preference that survives the swap", async () => {
    const judge = new LLMJudgePairwise("More patient?", { model: prefers("patient") });
    expect(await judge.compare(long, short)).toMatchObject({
      winner: "a",
      consistent: true,
      usage: { calls: 2 },
    });
    expect(await judge.compare(short, long)).toMatchObject({ winner: "b", consistent: true });
  });

  it("calls a preference for a position what it is", async () => {
    for (const position of ["first", "second"]) {
      const judge = new LLMJudgePairwise("Better?", { model: always(position) });
      expect(await judge.compare(long, short)).toMatchObject({ winner: "tie", consistent: false });
    }
    const undecided = new LLMJudgePairwise("Better?", { model: always("tie") });
    expect(await undecided.compare(long, short)).toMatchObject({ winner: "tie", consistent: true });
  });

  it("compares many pairs in order, remembering each order of each pair", async () => {
    const model = prefers("patient");
    const judge = new LLMJudgePairwise("More patient?", { model, cache: memoryCache() });
    await judge.compare(long, short);
    const verdicts = await judge.compareAll([
      [long, short],
      [short, long],
    ]);
    expect(verdicts.map(({ winner }) => winner)).toEqual(["a", "b"]);
    expect(model.requests).toHaveLength(2);
  });

  it("makes no call where nothing is said", async () => {
    const model = prefers("patient");
    const judge = new LLMJudgePairwise("More patient?", { model });
    const empty = new Dialog({ turns: [] });
    const blank = new Dialog({ turns: [{ speaker: "A", text: " " }] });
    const winners = [];
    for (const [a, b] of [
      [empty, blank],
      [blank, long],
      [short, empty],
    ] as const) {
      const { winner, consistent, usage } = await judge.compare(a, b);
      winners.push([winner, consistent, usage.calls]);
    }
    expect(winners).toEqual([
      ["tie", true, 0],
      ["b", true, 0],
      ["a", true, 0],
    ]);
    expect(model.requests).toEqual([]);
  });
});

it("is recorded with its criterion, its prompt and whether it sees calls of tools", () => {
  const model = scriptedModel([]);
  const plain = new LLMJudgePairwise("Kinder?", { model });
  expect(plain.configuration).toMatchObject({ criterion: "Kinder?", tools: false });
  expect(new LLMJudgePairwise("Kinder?", { model, tools: true }).configuration["tools"]).toBe(true);
  const other = new LLMJudgePairwise("Kinder?", {
    model,
    prompts: { "pairwise-judge": "{{criterion}} {{first}} {{second}}" },
  });
  expect(other.configuration["prompts"]).not.toEqual(plain.configuration["prompts"]);
});
