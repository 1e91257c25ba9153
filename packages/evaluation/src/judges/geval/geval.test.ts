import { Dialog } from "@sdialog/core";
import { type ChatResult, ModelError, type TokenLogprob } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { memoryCache } from "../../cache/content-cache.ts";
import { GEval } from "./geval.ts";
import { LLMJudgeGroundedness } from "./groundedness-judge.ts";

const dialog = new Dialog({ turns: [{ speaker: "A", text: "The lake froze early this year." }] });
const evidence = "Turn 1 speaks for it.";
const blind = {
  streaming: true,
  tools: false,
  jsonSchema: "none",
  thinking: false,
  seed: true,
  logprobs: false,
  stop: true,
} as const;

/** A reply of one token with the given alternatives. */
function rated(token: string, probabilities: Record<string, number>): Partial<ChatResult> {
  const top = Object.entries(probabilities).map(([name, p]) => ({ token: name, logprob: Math.log(p) }));
  const logprobs: TokenLogprob[] = [{ token, logprob: Math.log(probabilities[token] ?? 0.01), top }];
  return { text: token, logprobs };
}

describe("GEval", () => {
  it("asks for evidence on both sides, then for the number, and weights it by probability", async () => {
    const model = scriptedModel([evidence, rated("5", { "5": 0.6, " 5": 0.2, "4": 0.1, the: 0.1 })]);
    const verdict = await new GEval("It is about winter.", { model }).judge(dialog);
    expect(verdict.expected).toBeCloseTo((0.8 * 5 + 0.1 * 4) / 0.9, 12);
    expect(verdict).toMatchObject({ argmax: 5, mode: "logprobs", record: { usage: { calls: 2 } } });
    expect(verdict.chains[0]).toMatchObject({ explanation: evidence, fallback: null });
    expect(verdict.chains[0]?.mass).toBeCloseTo(0.9, 12);
    const [first, second] = model.requests;
    expect(first?.logprobs).toBeUndefined();
    expect(first?.messages.at(-1)?.content).toContain("speaks against it");
    expect(second?.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(second).toMatchObject({ logprobs: { top: 20 }, temperature: 1, maxTokens: 16 });
  });

  it("estimates from samples where a model shows no probabilities, says so, and leaves out what is not a score", async () => {
    const replies = [evidence, "4", "5", "cannot say", "5"];
    const model = scriptedModel(replies, { capabilities: blind });
    const verdict = await new GEval("?", { model, samples: 4 }).judge(dialog);
    expect(verdict.expected).toBeCloseTo(14 / 3, 12);
    expect(verdict.mode).toBe("samples");
    expect(verdict.chains[0]).toMatchObject({ fallback: "the model reports no probabilities", mass: 0.75 });
    expect(new Set(model.requests.map(({ seed }) => seed)).size).toBe(5);
    model.assertDone();
  });

  it("falls back, with the reason, when probabilities do not speak of scores", async () => {
    const vague = scriptedModel([evidence, rated("3", { "3": 0.3, well: 0.7 }), "3", "3"]);
    const verdict = await new GEval("?", { model: vague, samples: 2 }).judge(dialog);
    expect(verdict.chains[0]?.fallback).toBe("scores held only 0.300 of the probability");
    const silent = scriptedModel([evidence, "3", "3", "3"]);
    expect((await new GEval("?", { model: silent, samples: 2 }).judge(dialog)).mode).toBe("samples");
    const refusal = new ModelError("no logprobs here", { kind: "invalid_request", model: "scripted:test" });
    const refusing = scriptedModel([evidence, refusal, "3", "3"]);
    const estimated = await new GEval("?", { model: refusing, samples: 2 }).judge(dialog);
    expect(estimated.chains[0]?.fallback).toBe("the model refused to report probabilities");
    const down = new ModelError("down", { kind: "server", model: "scripted:test" });
    const broken = new GEval("?", { model: scriptedModel([evidence, down]) });
    await expect(broken.judge(dialog)).rejects.toThrow("down");
  });

  it("reads no probabilities of other words than the reply, no invalid ones, and no reply that was cut", async () => {
    const reasons = [];
    const unknown = { ...rated("4", { "4": 1 }), text: "4" };
    for (const read of [
      { ...rated("4", { "4": 1 }), text: "5" },
      { ...unknown, logprobs: [{ token: "4", logprob: null as never, top: [] }] },
      { ...rated("4", { "4": 1 }), finishReason: "length" as const },
    ]) {
      const model = scriptedModel([evidence, read, "3", "3"]);
      const { chains } = await new GEval("?", { model, samples: 2, retries: 0 }).judge(dialog);
      reasons.push([chains[0]?.mode, chains[0]?.fallback]);
    }
    const other = "the probabilities reported are invalid, or belong to other words than the reply";
    expect(reasons).toEqual([
      ["samples", other],
      ["samples", other],
      ["samples", "no score in the reply"],
    ]);
  });

  it("gives up on a model that never scores", async () => {
    const model = scriptedModel(() => "I would rather not.", { capabilities: blind });
    await expect(new GEval("?", { model, samples: 3 }).judge(dialog)).rejects.toThrow(
      "no score from 1, 2, 3, 4, 5 in 3 replies; one of them: I would rather not.",
    );
    const mute = scriptedModel(() => " ");
    await expect(new GEval("?", { model: mute, retries: 1 }).judge(dialog)).rejects.toThrow(
      "no explanation in 2 attempts",
    );
  });

  it("averages over several explanations", async () => {
    let chain = 0;
    const model = scriptedModel((request) =>
      request.logprobs === undefined
        ? `evidence ${++chain}`
        : rated("2", { "2": chain === 1 ? 1 : 0.5, "4": chain === 1 ? 1e-12 : 0.5 }),
    );
    const verdict = await new GEval("?", { model, chains: 3 }).judge(dialog);
    expect(verdict.chains).toHaveLength(3);
    expect(verdict.expected).toBeCloseTo(
      verdict.chains.reduce((sum, { expected }) => sum + expected, 0) / 3,
      12,
    );
    expect(model.requests[0]?.temperature).toBe(1);
  });

  it("remembers verdicts by question and configuration", async () => {
    const cache = memoryCache();
    const model = scriptedModel([evidence, rated("5", { "5": 1 }), evidence, rated("1", { "1": 1 })]);
    const first = await new GEval("?", { model, cache }).judge(dialog);
    const again = await new GEval("?", { model, cache }).judge(dialog.clone({ id: "copy" }));
    expect(again).toEqual({
      ...first,
      record: {
        ...first.record,
        cached: true,
        attempts: 0,
        usage: expect.objectContaining({ calls: 0 }) as object,
      },
    });
    expect((await new GEval("??", { model, cache }).judge(dialog)).expected).toBe(1);
  });

  it("refuses a scale without steps", () => {
    expect(() => new GEval("?", { min: 3, max: 3 })).toThrow("min below max");
    expect(() => new GEval("?", { samples: 0 })).toThrow("positive whole numbers");
  });
});

describe("LLMJudgeGroundedness", () => {
  const grounded = dialog.clone({ scenario: { topic: "winter" }, personas: { A: { age: 70 } } });
  const judging = (): ReturnType<typeof scriptedModel> =>
    scriptedModel((request) => {
      if (request.logprobs === undefined) return evidence;
      const isTopic = request.messages[1]?.content.includes("about the topic") === true;
      return rated(isTopic ? "5" : "3", { [isTopic ? "5" : "3"]: 1 });
    });

  it("judges nine aspects of generated personas in two steps each", async () => {
    const model = judging();
    const verdict = await new LLMJudgeGroundedness({ model }).judge(grounded);
    expect(Object.keys(verdict.aspects)).toEqual([
      "topic",
      "situation",
      "qualities",
      "speech-style",
      "age",
      "lifestyle",
      "memories",
      "relations",
      "overall",
    ]);
    expect(verdict.aspects.topic?.expected).toBe(5);
    expect(verdict.average).toBeCloseTo((5 + 8 * 3) / 9, 12);
    expect(model.requests).toHaveLength(18);
    expect(model.requests[0]?.messages[1]?.content).toContain('"personas":{"A":{"age":70}}');
  });

  it("judges four aspects of sampled personas, as one score or as several", async () => {
    const judge = new LLMJudgeGroundedness({ model: judging(), personas: "sampled" });
    expect(judge.aspects.map(({ name }) => name)).toEqual([
      "groundedness-topic",
      "groundedness-situation",
      "groundedness-personas",
      "groundedness-overall",
    ]);
    expect(await judge.score(grounded)).toBeCloseTo((5 + 3 * 3) / 4, 12);
    expect(await judge.aspects[0]?.score(grounded)).toBe(5);
    expect((await judge.assess(grounded)).details).toMatchObject({
      topic: { expected: 5, mode: "logprobs" },
    });
  });

  it("takes the experience and the criteria it is given, and judges nothing without an experience", async () => {
    const model = judging();
    const judge = new LLMJudgeGroundedness({
      model,
      personas: "sampled",
      experience: () => ({ topic: "ice" }),
      criteria: { topic: "Somebody shivers." },
    });
    await judge.score(dialog);
    expect(model.requests[0]?.messages[1]?.content).toMatch(
      /^Criterion: Somebody shivers\.[^]*\{"topic":"ice"\}/,
    );
    expect(await new LLMJudgeGroundedness({ model }).score(dialog)).toBeNull();
  });
});
