import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { defineScore, type DialogScore, type ScoreValue } from "../dialog-score.ts";
import { TurnLengthScore } from "../scores/length-scores.ts";
import {
  FrechetDistanceEvaluator,
  KolmogorovSmirnovEvaluator,
  WassersteinDistanceEvaluator,
} from "./distribution-evaluators.ts";
import { FrequencyEvaluator } from "./frequency-evaluator.ts";
import { KdeDivergenceEvaluator } from "./kde-divergence-evaluator.ts";
import { MeanEvaluator, MedianEvaluator, StatsEvaluator } from "./summary-evaluators.ts";

const valued = (values: readonly ScoreValue[]): Dialog[] =>
  values.map((value, id) => new Dialog({ id, notes: value }));
const notes: DialogScore = defineScore("notes", (dialog) => dialog.notes as ScoreValue);
const a = valued([1, 2, 3, 4, 5]);
const b = valued([2, 3, 4, 5, 9]);

describe("evaluators of a score", () => {
  it("summarise, with n, seed and an interval that holds the value", async () => {
    const result = await new StatsEvaluator(notes).evaluate(a, { seed: 5 });
    expect(result).toMatchObject({ name: "stats-notes", n: 5, missing: 0, seed: 5, sample: [1, 2, 3, 4, 5] });
    const values = Object.fromEntries(
      Object.entries(result.statistics).map(([name, { value }]) => [name, value]),
    );
    expect(values).toEqual({ mean: 3, std: Math.SQRT2, min: 1, max: 5, median: 3 });
    for (const { value, interval } of Object.values(result.statistics)) {
      expect(interval?.low).toBeLessThanOrEqual(value as number);
      expect(interval?.high).toBeGreaterThanOrEqual(value as number);
    }
    expect((await new MedianEvaluator(notes).evaluate(b)).statistics["median"]?.value).toBe(4);
  });

  it("repeat themselves with the same seed, at any concurrency", async () => {
    const slow = defineScore("slow", async (dialog) => {
      await new Promise((resolve) => setTimeout(resolve, dialog.id === 0 ? 5 : 0));
      return dialog.notes as number;
    });
    const run = (concurrency: number, seed: number) =>
      new MeanEvaluator(defineScore("slow", slow.score)).evaluate(a, { reference: b, concurrency, seed });
    expect(await run(1, 3)).toEqual(await run(4, 3));
    const many = valued(Array.from({ length: 50 }, (_, index) => Math.sqrt(index)));
    const seeded = (seed: number) => new MeanEvaluator(notes).evaluate(many, { seed });
    expect((await seeded(3)).statistics).not.toEqual((await seeded(4)).statistics);
  });

  it("leave undefined dialogues out and count them, wherever they stand", async () => {
    const result = await new MeanEvaluator(notes).evaluate(valued([null, 2, null, 4]));
    expect(result).toMatchObject({ n: 2, missing: 2, statistics: { mean: { value: 3 } } });
    expect(await new MeanEvaluator(notes).evaluate([])).toMatchObject({
      n: 0,
      statistics: { mean: { value: null, interval: null } },
    });
  });

  it("pool lists, with dialogues as units", async () => {
    const talk = new Dialog({ turns: [{ text: "one" }, { text: "one two three" }] });
    const result = await new MeanEvaluator(new TurnLengthScore()).evaluate([talk, new Dialog()]);
    expect(result).toMatchObject({
      n: 1,
      missing: 1,
      sample: [1, 3],
      statistics: { mean: { value: 2, interval: null } },
    });
  });

  it("survive single failures, and throw when everything fails", async () => {
    const fragile = defineScore("fragile", (dialog) => {
      if (dialog.notes === 3) throw new Error("three is too much");
      return dialog.notes as number;
    });
    const result = await new MeanEvaluator(fragile).evaluate(a);
    expect(result).toMatchObject({ n: 4, failed: { count: 1, message: "three is too much" } });
    await expect(new MeanEvaluator(fragile).evaluate(valued([3, 3]))).rejects.toThrow("three is too much");
  });

  it("ask a score once per dialogue, however many evaluators use it", async () => {
    let asked = 0;
    const counted = defineScore("counted", async (dialog) => {
      asked++;
      return dialog.notes as number;
    });
    await Promise.all([
      new MeanEvaluator(counted).evaluate(a),
      new KdeDivergenceEvaluator(counted, { reference: b }).evaluate(a),
    ]);
    expect(asked).toBe(10);
  });

  it("tell differences from the reference", async () => {
    const high = valued(Array.from({ length: 30 }, (_, index) => 10 + (index % 7)));
    const low = valued(Array.from({ length: 30 }, (_, index) => index % 7));
    const { difference } = await new MeanEvaluator(notes).evaluate(high, { reference: low });
    expect(difference).toEqual({ p: 1 / 10_000, adjustedP: 1 / 10_000, effect: 1 });
    expect((await new MeanEvaluator(notes).evaluate(low, { reference: low })).difference).toBeUndefined();
    const again = await new WassersteinDistanceEvaluator(notes, { reference: low }).evaluate(high);
    expect(again.difference?.p).toBeLessThan(0.01);
  });

  it("find within pairs what the spread between them hides", async () => {
    const scenarios = Array.from({ length: 20 }, (_, index) => index * 10);
    const reference = valued(scenarios);
    const raised = valued(scenarios.map((value) => value + 1)).toReversed();
    const mean = new MeanEvaluator(notes);
    expect((await mean.evaluate(raised, { reference })).difference?.p).toBeGreaterThan(0.5);
    const { difference } = await mean.evaluate([...raised, new Dialog({ id: "alone", notes: 7 })], {
      reference,
      paired: true,
    });
    expect(difference?.p).toBeLessThan(0.001);
    expect(difference?.pairs).toBe(20);
    await expect(mean.evaluate([...raised, ...raised], { reference, paired: true })).rejects.toThrow(
      "the same id",
    );
  });

  it("stop when told to", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(new MeanEvaluator(notes).evaluate(a, { signal })).rejects.toThrow("enough");
  });
});

describe("FrequencyEvaluator", () => {
  it("counts yes, with Wilson's interval", async () => {
    const { statistics } = await new FrequencyEvaluator(notes).evaluate(
      valued([1, 1, 0, 1, 1, 1, 1, 0, 1, 1]),
    );
    expect(statistics["frequency"]).toEqual({
      value: 0.8,
      interval: { low: expect.closeTo(0.4901625, 6), high: expect.closeTo(0.9433178, 6), level: 0.95 },
    });
  });

  it("takes other scores only with a rule", async () => {
    await expect(new FrequencyEvaluator(notes).evaluate(a)).rejects.toThrow("notes gave 2, which is neither");
    const high = new FrequencyEvaluator(notes, { when: (value) => value >= 4 });
    expect((await high.evaluate(a)).statistics["frequency"]?.value).toBe(0.4);
  });
});

describe("distances of a score", () => {
  it("known values", async () => {
    const kde = await new KdeDivergenceEvaluator(notes, {
      reference: a,
      divergences: ["cs", "js", "kl"],
    }).evaluate(b);
    expect(kde.statistics["cs"]?.value).toBeCloseTo(0.07850324656273812, 9);
    expect(kde.statistics["js"]?.value).toBeCloseTo(0.08304879620009674, 9);
    expect(kde.statistics["kl"]?.value).toBeCloseTo(0.26653014181971696, 9);
    expect(
      (await new WassersteinDistanceEvaluator(notes, { reference: a }).evaluate(b)).statistics["w1"]?.value,
    ).toBeCloseTo(1.6, 12);
    expect(
      (await new KolmogorovSmirnovEvaluator(notes, { reference: a }).evaluate(b)).statistics["ks"]?.value,
    ).toBeCloseTo(0.2, 12);
    expect(
      (await new FrechetDistanceEvaluator(notes, { reference: a }).evaluate(b)).statistics["frechet"]?.value,
    ).toBeCloseTo(1.8880670019217998, 12);
  });

  it("of samples without spread are defined or null, never NaN or the constants of a jitter", async () => {
    const [ones, twos] = [valued([1, 1, 1]), valued([2, 2, 2])];
    const kde = (reference: Dialog[], dialogs: Dialog[]) =>
      new KdeDivergenceEvaluator(notes, { reference }).evaluate(dialogs);
    expect((await kde(ones, twos)).statistics).toEqual({
      cs: { value: null, interval: null, better: "lower" },
      js: { value: null, interval: null, better: "lower" },
    });
    expect((await kde(ones, valued([1, 1]))).statistics["cs"]?.value).toBe(0);
    expect((await kde(ones, a)).statistics["cs"]?.value).toBeNull();
    expect((await kde(valued([7]), a)).statistics["cs"]?.value).toBeNull();
    expect((await kde([], a)).statistics["cs"]?.value).toBeNull();
    expect(
      (await new FrechetDistanceEvaluator(notes, { reference: ones }).evaluate(twos)).statistics["frechet"]
        ?.value,
    ).toBe(1);
  });

  it("take lists and nulls", async () => {
    const talk = (text: string): Dialog => new Dialog({ turns: [{ text }, { text: "one two" }] });
    const reference = [talk("one"), talk("one two three"), new Dialog()];
    const result = await new FrechetDistanceEvaluator(new TurnLengthScore(), { reference }).evaluate([
      talk("one"),
      new Dialog(),
    ]);
    expect(result).toMatchObject({ n: 1, missing: 1 });
    expect(result.statistics["frechet"]?.value).toBeGreaterThan(0);
  });

  it("have intervals that do not grow when values come in many digits", async () => {
    const values = Array.from({ length: 400 }, (_, index) => Math.sin(index) * 10);
    const evaluator = new KdeDivergenceEvaluator(notes, {
      reference: valued(values.map((value) => value + 1)),
    });
    const { statistics, difference } = await evaluator.evaluate(valued(values));
    expect(statistics["cs"]?.interval?.low).toBeLessThanOrEqual(statistics["cs"]?.value as number);
    expect(statistics["cs"]?.interval?.high).toBeGreaterThanOrEqual(statistics["cs"]?.value as number);
    expect(difference?.p).toBeLessThan(0.5);
  });

  it("need a reference, and know what they can compute", async () => {
    await expect(new WassersteinDistanceEvaluator(notes).evaluate(a)).rejects.toThrow("needs a reference");
    expect(() => new KdeDivergenceEvaluator(notes, { divergences: ["kll" as "kl"] })).toThrow(
      'no kernel density divergence "kll"',
    );
    expect(() => new MeanEvaluator(notes, { level: 95 })).toThrow("between 0 and 1, not 95");
  });
});
