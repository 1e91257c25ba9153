import { Dialog } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { DatasetComparator } from "../comparator/dataset-comparator.ts";
import { DistinctNEvaluator } from "../evaluators/distinct-n-evaluator.ts";
import { SelfBleuEvaluator } from "../evaluators/self-bleu-evaluator.ts";
import { hashingEmbedding } from "./hashing-embedding.ts";
import { CentroidSimilarityEvaluator } from "./centroid-similarity-evaluator.ts";
import { embedDialogs } from "./embed-dialogs.ts";
import { FrechetEmbeddingDistanceEvaluator } from "./frechet-embedding-distance-evaluator.ts";
import { MauveEvaluator } from "./mauve-evaluator.ts";
import { PrecisionRecallDistanceEvaluator } from "./precision-recall-distance-evaluator.ts";
import { PrecisionRecallEvaluator } from "./precision-recall-evaluator.ts";
import { VendiEvaluator } from "./vendi-evaluator.ts";

const topics = {
  taxi: [
    "a taxi to the station",
    "how far is it",
    "the driver comes at nine",
    "it costs ten",
    "is there room for bags",
  ],
  doctor: [
    "the doctor is in",
    "take the pills twice a day",
    "does it hurt here",
    "come back in a week",
    "drink more water",
  ],
};
function talks(topic: keyof typeof topics, count: number, start = 0): Dialog[] {
  const lines = topics[topic];
  return Array.from({ length: count }, (_, index) => {
    const pick = (step: number): string => lines[(index + start + step * step) % lines.length] as string;
    return new Dialog({
      id: `${topic}-${index + start}`,
      turns: [
        { speaker: "User", text: `${pick(1)} ${index % 4}` },
        { speaker: "Bot", text: pick(2) },
        { speaker: "User", text: pick(index) },
      ],
    });
  });
}
const taxi = talks("taxi", 24);
const moreTaxi = talks("taxi", 24, 100);
const doctor = talks("doctor", 24);
const embedder = hashingEmbedding({ dimensions: 64 });
const quick = { resamples: 40, permutations: 99 };

const distances = [
  { Evaluator: FrechetEmbeddingDistanceEvaluator, statistic: "frechet", same: 0, near: "low", options: {} },
  { Evaluator: PrecisionRecallEvaluator, statistic: "precision", same: 1, near: "high", options: {} },
  {
    Evaluator: PrecisionRecallDistanceEvaluator,
    statistic: "distance",
    same: 0,
    near: "low",
    options: { clusters: 8 },
  },
  { Evaluator: MauveEvaluator, statistic: "mauve", same: 1, near: "high", options: { clusters: 8 } },
  { Evaluator: CentroidSimilarityEvaluator, statistic: "cosine", same: 1, near: "high", options: {} },
] as const;

describe.each(distances)("$Evaluator.name", ({ Evaluator, statistic, same, near, options }) => {
  const evaluate = async (dialogs: readonly Dialog[], seed = 1) =>
    new Evaluator(embedder, { ...quick, ...options, reference: taxi }).evaluate(dialogs, { seed });

  it("holds equal datasets for equal, without plotting or a test", async () => {
    const { statistics, difference } = await evaluate(taxi);
    expect(statistics[statistic]?.value).toBeCloseTo(same, 5);
    expect(difference).toBeUndefined();
  });

  it("ranks datasets and finds the difference that is there", async () => {
    const [alike, other] = [await evaluate(moreTaxi), await evaluate(doctor)];
    const [a, b] = [
      alike.statistics[statistic]?.value as number,
      other.statistics[statistic]?.value as number,
    ];
    expect(near === "low" ? a < b : a > b).toBe(true);
    expect(other.difference?.p).toBeLessThan(0.05);
    expect(alike.difference?.p).toBeGreaterThan(0.05);
    const interval = other.statistics[statistic]?.interval;
    // Datasets without anything in common are at MAUVE's floor in every resample, which says nothing of its error.
    if (Evaluator === MauveEvaluator) return expect(interval).toBeNull();
    expect(interval?.low).toBeLessThanOrEqual(b + 1e-9);
    expect(interval?.high).toBeGreaterThanOrEqual(b - 1e-9);
  });

  it("repeats itself with the same seed, and reports n, missing and seed", async () => {
    const dialogs = [...doctor.slice(0, 10), new Dialog()];
    const result = await evaluate(dialogs, 4);
    expect(result).toMatchObject({ n: 10, missing: 1, seed: 4 });
    expect(await evaluate(dialogs, 4)).toEqual(result);
  });

  it("does not depend on the order of dialogues that are all looked at", async () => {
    const straight = await evaluate(doctor);
    const turned = await evaluate(doctor.toReversed());
    if (Evaluator !== PrecisionRecallDistanceEvaluator && Evaluator !== MauveEvaluator) {
      expect(turned.statistics[statistic]?.value).toBeCloseTo(
        straight.statistics[statistic]?.value as number,
        6,
      );
    }
    expect((await evaluate([])).n).toBe(0);
    await expect(new Evaluator(embedder).evaluate(taxi)).rejects.toThrow("needs a reference");
  });
});

describe("evaluators of diversity", () => {
  const copies = Array.from(
    { length: 24 },
    (_, id) => new Dialog({ id, turns: [{ text: "the very same words every time" }] }),
  );

  it.each([
    [new VendiEvaluator(embedder, quick), "vendi", "higher"],
    [new DistinctNEvaluator(quick), "distinct", "higher"],
    [new DistinctNEvaluator(quick), "ead", "higher"],
    [new SelfBleuEvaluator(quick), "selfBleu", "lower"],
  ] as const)("%o: %s is %s for varied dialogues", async (evaluator, statistic, direction) => {
    const varied = await evaluator.evaluate([...taxi, ...doctor], { seed: 2, reference: copies });
    const same = await evaluator.evaluate(copies, { seed: 2 });
    const [a, b] = [
      varied.statistics[statistic]?.value as number,
      same.statistics[statistic]?.value as number,
    ];
    expect(direction === "higher" ? a > b : a < b).toBe(true);
    const interval = varied.statistics[statistic]?.interval;
    expect((interval?.low as number) <= a && a <= (interval?.high as number)).toBe(true);
    expect(varied.difference?.p).toBeLessThan(0.05);
    expect(await evaluator.evaluate(copies, { seed: 2 })).toEqual(same);
  });

  it("leave out dialogues without a word of the speaker", async () => {
    const quiet = new Dialog({
      turns: [
        { speaker: "User", text: " " },
        { speaker: "Bot", text: "Hello" },
      ],
    });
    const ofUser = new VendiEvaluator(embedder, { ...quick, speaker: "user" });
    expect(await ofUser.evaluate([...taxi.slice(0, 5), quiet])).toMatchObject({ n: 5, missing: 1 });
    const ofAll = new VendiEvaluator(embedder, quick);
    expect(await ofAll.evaluate([...taxi.slice(0, 5), quiet])).toMatchObject({ n: 6, missing: 0 });
  });

  it("copies are worth one dialogue", async () => {
    expect(
      (await new VendiEvaluator(embedder, quick).evaluate(copies)).statistics["vendi"]?.value,
    ).toBeCloseTo(1, 9);
    expect((await new SelfBleuEvaluator(quick).evaluate(copies)).statistics["selfBleu"]?.value).toBeCloseTo(
      1,
      9,
    );
  });

  it("look at a sample of large datasets and leave out the empty", async () => {
    const result = await new VendiEvaluator(embedder, { ...quick, sampleSize: 10 }).evaluate([
      ...taxi,
      new Dialog(),
    ]);
    expect(result).toMatchObject({ n: 10, missing: 1 });
  });

  it("look at equally many dialogues of all datasets in a comparison", async () => {
    const evaluators = [new VendiEvaluator(embedder, quick), new MauveEvaluator(embedder, quick)];
    const { results } = await new DatasetComparator(evaluators).compare({
      reference: taxi,
      few: doctor.slice(0, 9),
      many: moreTaxi,
    });
    expect(results.map(({ result }) => result?.n)).toEqual([9, 9, 9, 9, 9, 9]);
  });
});

describe("embedDialogs", () => {
  it("asks the model once per text and never for speakers' names", async () => {
    const asked: string[] = [];
    const counting: EmbeddingModel = {
      specVersion: 1,
      id: "counting",
      embed: (texts) => {
        asked.push(...texts);
        return embedder.embed(texts);
      },
    };
    const [dialog] = taxi as [Dialog];
    await Promise.all([embedDialogs(counting, [dialog]), embedDialogs(counting, [dialog])]);
    expect(asked.toSorted()).toEqual([...new Set(dialog.turns.map((turn) => turn.text))].toSorted());
  });

  it("knows turns and pairs", async () => {
    const [dialog] = taxi as [Dialog];
    expect((await embedDialogs(embedder, [dialog], { unit: "turn", speaker: "user" }))[0]).toHaveLength(2);
    expect((await embedDialogs(embedder, [dialog], { unit: "pair" }))[0]).toHaveLength(2);
    expect((await embedDialogs(embedder, [dialog], { unit: "pair", speaker: "Bot" }))[0]).toHaveLength(1);
    expect((await embedDialogs(embedder, [dialog], { speaker: "Nobody" }))[0]).toEqual([]);
  });

  it("tries again after a failure", async () => {
    let calls = 0;
    const flaky: EmbeddingModel = {
      specVersion: 1,
      id: "flaky",
      embed: (texts) => (calls++ === 0 ? Promise.reject(new Error("down")) : embedder.embed(texts)),
    };
    await expect(embedDialogs(flaky, taxi)).rejects.toThrow("down");
    expect(await embedDialogs(flaky, taxi)).toHaveLength(24);
  });
});
