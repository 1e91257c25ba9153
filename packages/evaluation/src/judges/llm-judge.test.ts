import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { configure, resetDefaults, StructuredOutputError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { z as zod3 } from "zod/v3";
import { memoryCache } from "../cache/content-cache.ts";
import { fileCache } from "../cache/file-cache.ts";
import { LLMJudge } from "./llm-judge.ts";
import { LLMJudgeScore } from "./score-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

const dialog = new Dialog({
  id: 1,
  turns: [
    { speaker: "Ann", text: "Two tickets, please." },
    { speaker: "Ben", text: "Here you are." },
  ],
});
const other = new Dialog({ id: 2, turns: [{ speaker: "Ann", text: "Never mind." }] });
const yes = '{"positive": true}';
const no = '{"positive": false}';

describe("LLMJudge", () => {
  it("refuses a shape that JSON has no form for, or that is of zod 3, before a model is asked", async () => {
    for (const [place, field, feedback] of [
      ["schema.at is of the kind date", z.date(), false],
      ["schema.at is of the kind date", z.date(), true],
      ["schema.at is a schema of zod 3", zod3.string() as never, false],
      ["schema.at is a schema of zod 3", zod3.string() as never, true],
    ] as const) {
      const model = scriptedModel(['{"at": "2026-01-02"}']);
      const definition = { name: "at", criterion: "When?", schema: z.object({ at: field }), value: () => 1 };
      await expect(new LLMJudge(definition, { model, feedback }).judge(dialog)).rejects.toMatchObject({
        name: "InvalidArgumentError",
        message: expect.stringContaining(place) as string,
      });
      expect(model.requests).toEqual([]);
    }
  });

  it("answers in the caller's shape, with a reason first when asked for", async () => {
    const model = scriptedModel(['{"reason": "Turn 2 is warm.", "speaker": "Ben", "tone": 4}']);
    const judge = new LLMJudge(
      {
        name: "tone",
        criterion: "Who sets the tone?",
        schema: z.object({ speaker: z.string(), tone: z.number() }),
        value: ({ tone }) => tone,
      },
      { model, feedback: true },
    );
    const verdict = await judge.judge(dialog);
    expect(verdict).toMatchObject({ speaker: "Ben", tone: 4, reason: "Turn 2 is warm." });
    expect(verdict.record).toMatchObject({ model: "scripted:test", cached: false, attempts: 1 });
    expect(Object.keys(model.requests[0]?.output?.schema["properties"] as object)).toEqual([
      "reason",
      "speaker",
      "tone",
    ]);
  });

  it("does not ask for a reason nobody wants", async () => {
    const model = scriptedModel([yes]);
    const verdict = await new LLMJudgeYesNo("Is it polite?", { model }).judge(dialog);
    expect(verdict.reason).toBeNull();
    expect(model.requests[0]?.output?.schema["properties"]).not.toHaveProperty("reason");
  });

  it("is a score, with reason and details", async () => {
    const judge = new LLMJudgeYesNo("Is it polite?", {
      model: scriptedModel(['{"reason": "Yes.", "positive": true}', '{"reason": "No.", "positive": false}']),
      feedback: true,
      name: "polite",
    });
    expect(judge.name).toBe("polite");
    expect(await judge.score(dialog)).toBe(1);
    expect(await judge.assess(dialog)).toMatchObject({
      value: 0,
      reason: "No.",
      details: { positive: false },
    });
  });

  it("judges many dialogues one by one, also with numbers, several at a time", async () => {
    let running = 0;
    let most = 0;
    const model = scriptedModel(async (request) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return `{"score": ${request.messages.at(-1)?.content.includes("Never mind") === true ? 1 : 5}}`;
    });
    const judge = new LLMJudgeScore("How helpful is it?", { model });
    const many = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? dialog : other));
    const verdicts = await judge.judgeAll(many, { concurrency: 3 });
    expect(verdicts.map((verdict) => verdict?.score)).toEqual([5, 1, 5, 1, 5, 1]);
    expect(most).toBe(3);
  });

  it("sends a score out of range back instead of clamping or keeping it, within bounds", async () => {
    const model = scriptedModel(['{"score": 11}', '{"score": 7}']);
    const verdict = await new LLMJudgeScore("Rate it.", { model, max: 10 }).judge(dialog);
    expect(verdict).toMatchObject({ score: 7, record: { attempts: 2 } });
    expect(model.requests[0]?.messages.at(-1)?.content).toContain("a whole number from 1 to 10");
    const stubborn = scriptedModel(['{"score": 11}', '{"score": 11}']);
    const judge = new LLMJudgeScore("Rate it.", { model: stubborn, max: 10, retries: 1 });
    await expect(judge.judge(dialog)).rejects.toBeInstanceOf(StructuredOutputError);
    stubborn.assertDone();
  });

  it("takes half scores only when told to, and no empty range", async () => {
    const half = new LLMJudgeScore("Rate it.", { model: scriptedModel(['{"score": 3.5}']), integer: false });
    expect(await half.score(dialog)).toBe(3.5);
    expect(() => new LLMJudgeScore("Rate it.", { min: 5, max: 5 })).toThrow(
      "There are no scores from 5 to 5",
    );
  });

  it("uses configured settings, then temperature 0, under its own", async () => {
    const model = scriptedModel([yes, yes, yes]);
    await new LLMJudgeYesNo("?", { model }).judge(dialog, { seed: 3 });
    configure({ temperature: 0.5 });
    await new LLMJudgeYesNo("?", { model }).judge(dialog, { seed: 3 });
    await new LLMJudgeYesNo("?", { model, temperature: 0.2, maxTokens: 50 }).judge(dialog);
    resetDefaults();
    expect(model.requests.map(({ temperature }) => temperature)).toEqual([0, 0.5, 0.2]);
    expect(model.requests.map(({ seed }) => typeof seed)).toEqual(["undefined", "number", "undefined"]);
    expect(model.requests[2]?.maxTokens).toBe(50);
  });

  it("records prompt, model and settings as its configuration", () => {
    const judge = new LLMJudgeYesNo("Is it polite?", { model: "openai:gpt-4.1", topP: 0.9 });
    expect(judge.configuration).toMatchObject({
      model: "openai:gpt-4.1",
      criterion: "Is it polite?",
      settings: { temperature: 0, topP: 0.9 },
    });
  });
});

describe("the cache of a judge", () => {
  it("never takes one question, model or setting for another", async () => {
    const cache = memoryCache();
    const first = scriptedModel([yes]);
    const second = scriptedModel([no], { id: "scripted:other" });
    const magical = new LLMJudgeYesNo("Is it magical?", { model: first, cache });
    expect(await magical.score(dialog)).toBe(1);
    expect(await new LLMJudgeYesNo("Is it magical?", { model: second, cache }).score(dialog)).toBe(0);
    const rude = scriptedModel([no, no, yes, '{"reason": "So.", "positive": false}']);
    expect(await new LLMJudgeYesNo("Is it rude?", { model: rude, cache }).score(dialog)).toBe(0);
    expect(await new LLMJudgeYesNo("Is it magical?", { model: rude, cache, topK: 1 }).score(dialog)).toBe(0);
    expect(
      await new LLMJudgeYesNo("Is it magical?", {
        model: rude,
        cache,
        prompts: { judge: "Be mean. {{criterion}} {{transcript}}" },
      }).score(dialog),
    ).toBe(1);
    expect(await magical.score(dialog)).toBe(1);
    expect(
      await new LLMJudgeYesNo("Is it magical?", { model: rude, cache, feedback: true }).score(dialog),
    ).toBe(0);
    rude.assertDone();
  });

  it("knows a dialogue by what it says, not by where it is or what it is called", async () => {
    const model = scriptedModel([yes, no]);
    const judge = new LLMJudgeYesNo("Is it polite?", { model, cache: memoryCache() });
    await judge.judge(dialog);
    expect((await judge.judge(dialog.clone({ id: "elsewhere" }))).record).toMatchObject({
      cached: true,
      usage: { calls: 0 },
    });
    expect((await judge.judge(dialog.replace("please", "now"))).record.cached).toBe(false);
    model.assertDone();
  });

  it("lasts between runs when it is a file", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "sdialog-verdicts-")), "verdicts.jsonl");
    const options = { model: scriptedModel([yes]), feedback: false };
    await new LLMJudgeYesNo("Is it polite?", { ...options, cache: fileCache(path) }).judge(dialog);
    const again = await new LLMJudgeYesNo("Is it polite?", { ...options, cache: fileCache(path) }).judge(
      dialog,
    );
    expect(again).toMatchObject({ positive: true, record: { cached: true } });
  });
});
