import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { Statistic } from "../dataset-evaluator.ts";
import { evaluateDialogs } from "../evaluate/evaluate-dialogs.ts";
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
/** For what does not depend on how often it is drawn. */
const few = { resamples: 50, permutations: 99 };

describe("evaluators of a score", () => {
  it("summarise, with n, seed and an interval that holds the value", async () => {
    const result = await new StatsEvaluator(notes).evaluate(a, { seed: 5 });
    expect(result).toMatchObject({ name: "stats-notes", n: 5, missing: 0, seed: 5, sample: [1, 2, 3, 4, 5] });
    const values = Object.fromEntries(
      Object.entries(result.statistics).map(([name, { value }]) => [name, value]),
    );
    expect(values).toEqual({ mean: 3, std: Math.SQRT2, min: 1, max: 5, median: 3 });
    for (const name of ["mean", "std"]) {
      const { value, interval } = result.statistics[name] as Statistic;
      expect(interval?.low).toBeLessThan(value as number);
      expect(interval?.high).toBeGreaterThan(value as number);
    }
    // The extremes of a sample are not those of its source, and the range of five values holds the median too rarely.
    for (const name of ["min", "max", "median"]) expect(result.statistics[name]?.interval).toBeNull();
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

  it.each([
    new MeanEvaluator(notes, few),
    new MedianEvaluator(notes, few),
    new StatsEvaluator(notes, few),
    new KdeDivergenceEvaluator(notes, few),
    new WassersteinDistanceEvaluator(notes, few),
    new KolmogorovSmirnovEvaluator(notes, few),
    new FrechetDistanceEvaluator(notes, few),
  ])("$name takes NaN and infinities for missing, and counts them", async (evaluator) => {
    const wild = defineScore("notes", (dialog) =>
      dialog.notes === null ? [Number.NaN, 2, Number.POSITIVE_INFINITY] : (dialog.notes as number) / 0,
    );
    const plain = await evaluator.evaluate(valued([1, 2, 3, 4, 9, 2]), { reference: a });
    const holed = new (evaluator.constructor as typeof MeanEvaluator)(
      defineScore("notes", (dialog) => (dialog.id === "hole" ? Number.NaN : (dialog.notes as number))),
      few,
    );
    const hole = [new Dialog({ id: "hole" })];
    const result = await holed.evaluate([...valued([1, 2, 3, 4, 9, 2]), ...hole], {
      reference: [...a, ...hole],
    });
    expect(result).toMatchObject({ n: 6, missing: 1, notFinite: 1, statistics: plain.statistics });
    expect(result.difference).toEqual(plain.difference);
    const lists = new MeanEvaluator(wild);
    expect(await lists.evaluate(valued([null, 1]))).toMatchObject({ n: 1, missing: 1, notFinite: 3 });
  });

  it("give one mean of one dataset and seed one interval through every door", async () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, null];
    const answers = values.map((value) => (value === null ? null : value % 2));
    const yesNo: DialogScore = { ...defineScore("notes", (dialog) => dialog.notes as number), yesNo: true };
    for (const [score, dialogs] of [
      [notes, valued(values)],
      [yesNo, valued(answers)],
    ] as const) {
      const { summary } = await evaluateDialogs(dialogs, { metrics: [score], seed: 4 });
      const [low, high] = summary["notes"]?.ci ?? [];
      const mean = await new MeanEvaluator(score, { name: "another-name" }).evaluate(dialogs, { seed: 4 });
      const stats = await new StatsEvaluator(score).evaluate(dialogs, { seed: 4 });
      const doors = [mean.statistics["mean"], stats.statistics["mean"]];
      if (score === yesNo) {
        const frequency = await new FrequencyEvaluator(score).evaluate(dialogs, { seed: 4 });
        doors.push(frequency.statistics["frequency"]);
      }
      for (const door of doors) expect(door?.interval).toEqual({ low, high, level: 0.95 });
    }
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
    expect(difference).toEqual({
      test: "studentised permutation test of means",
      p: 1 / 10_000,
      adjustedP: 1 / 10_000,
      smallestP: 1 / 10_000,
      effect: 1,
    });
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

  it("see a sample that is all but constant beside one that is not", async () => {
    const wide = valued(Array.from({ length: 50 }, (_, index) => index / 5));
    const at = async (spread: number): Promise<readonly (number | null | undefined)[]> => {
      const reference = valued(Array.from({ length: 50 }, (_, index) => 5 + (index / 50) * spread));
      const evaluator = new KdeDivergenceEvaluator(notes, {
        reference,
        divergences: ["cs", "js", "kl"],
        resamples: 0,
        permutations: 0,
      });
      const { statistics } = await evaluator.evaluate(wide);
      return [statistics["cs"]?.value, statistics["js"]?.value, statistics["kl"]?.value];
    };
    const [coarse, fine] = [await at(1e-3), await at(1e-7)];
    // A peak ten thousand times as narrow is ln 10⁴ farther from the same plain by KL, half of that by Cauchy–Schwarz.
    expect((fine[0] as number) - (coarse[0] as number)).toBeCloseTo(Math.log(1e4) / 2, 4);
    expect((fine[2] as number) - (coarse[2] as number)).toBeCloseTo(Math.log(1e4), 4);
    expect(fine[1]).toBeCloseTo(Math.LN2, 3);
    expect(fine[1]).toBeGreaterThan(coarse[1] as number);
  });

  it("say what chance alone makes of them, and hold 0 for samples of one source", async () => {
    const random = new Random(3);
    const draw = (shift: number): Dialog[] =>
      valued(Array.from({ length: 40 }, () => random.normal() + shift));
    const kinds = [
      WassersteinDistanceEvaluator,
      KolmogorovSmirnovEvaluator,
      FrechetDistanceEvaluator,
    ] as const;
    let without = 0;
    for (let round = 0; round < 20; round++) {
      for (const Kind of kinds) {
        const evaluator = new Kind(notes, { resamples: 40, permutations: 99 });
        const { statistics } = await evaluator.evaluate(draw(0), { reference: draw(0), seed: round });
        const [statistic] = Object.values(statistics);
        if (statistic?.interval?.low !== 0) without++;
        expect(statistic?.debiased).toBeLessThan(statistic?.value as number);
      }
    }
    expect(without / 60).toBeLessThan(0.15);
    const far = await new WassersteinDistanceEvaluator(notes).evaluate(draw(2), { reference: draw(0) });
    const { w1 } = far.statistics;
    expect(w1?.debiased).toBeCloseTo(2, 0);
    expect(w1?.nullBand?.high).toBeLessThan(w1?.interval?.low as number);
    expect([(w1?.interval?.low as number) < 2, 2 < (w1?.interval?.high as number)]).toEqual([true, true]);
  });

  it.each([
    ["ks", 1, new KolmogorovSmirnovEvaluator(notes, few)],
    ["js", Math.LN2, new KdeDivergenceEvaluator(notes, few)],
  ])(
    "have an interval of %s within what it can be, however far apart samples are",
    async (name, most, evaluator) => {
      const random = new Random(8);
      const draw = (shift: number): Dialog[] =>
        valued(Array.from({ length: 20 }, () => random.normal() + shift));
      for (const shift of [2, 3, 5, 8]) {
        const { statistics } = await evaluator.evaluate(draw(shift), { reference: draw(0), seed: shift });
        const { value, interval } = statistics[name] ?? {};
        expect(interval?.high).toBeLessThanOrEqual(most);
        expect(interval?.high).toBeGreaterThanOrEqual(value as number);
      }
    },
  );

  it("have intervals that do not grow when values come in many digits", async () => {
    const values = Array.from({ length: 400 }, (_, index) => Math.sin(index) * 10);
    const evaluator = new KdeDivergenceEvaluator(notes, {
      reference: valued(values.map((value) => value + 1)),
      ...few,
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

it.each([["cs"], ["js"], ["kl"], ["kl", "cs"]] as const)(
  "divergences %j are what they are among others",
  async (...divergences) => {
    const all = await new KdeDivergenceEvaluator(notes, { divergences: ["cs", "js", "kl"], ...few }).evaluate(
      b,
      { reference: a },
    );
    const { statistics } = await new KdeDivergenceEvaluator(notes, { divergences, ...few }).evaluate(b, {
      reference: a,
    });
    expect(Object.keys(statistics)).toEqual(divergences);
    for (const name of divergences) {
      expect(statistics[name]?.value).toBeGreaterThan(0);
      expect(statistics[name]?.value).toBe(all.statistics[name]?.value);
    }
  },
);

it.each([
  new KdeDivergenceEvaluator(notes, few),
  new WassersteinDistanceEvaluator(notes, few),
  new KolmogorovSmirnovEvaluator(notes, few),
  new FrechetDistanceEvaluator(notes, few),
])("$name is unknown where either side has no value", async (evaluator) => {
  const none = valued([null, null]);
  for (const [dialogs, reference] of [
    [none, a],
    [a, none],
  ] as const) {
    const { statistics, difference } = await evaluator.evaluate(dialogs, { reference });
    for (const statistic of Object.values(statistics))
      expect(statistic).toMatchObject({ value: null, interval: null });
    expect(difference).toBeUndefined();
  }
});
