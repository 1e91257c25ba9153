import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { evaluateDialogs } from "../evaluate/evaluate-dialogs.ts";
import { evaluatorByName, listEvaluators } from "../evaluator-by-name.ts";
import { madeText } from "../references/made-texts.ts";
import { NearDuplicateEvaluator } from "./near-duplicate-evaluator.ts";
import { homogenization } from "../scores/homogenization-score.ts";
import { compressionRatio } from "../text/compression-ratio.ts";

const texts = Array.from({ length: 12 }, (_, seed) => madeText(seed % 10));
const dialogs = texts.map(
  (words, id) => new Dialog({ id, turns: [{ speaker: "A", text: words.join(" ") }] }),
);
const plan = { resamples: 20, permutations: 19 };

describe("evaluators of all pairs", () => {
  it("average what they find between two", async () => {
    const { statistics, n } = await evaluatorByName("rouge-l-homogenization", plan).evaluate(dialogs);
    expect(statistics["rougeL"]?.value).toBeCloseTo(homogenization(texts) as number, 6);
    expect([n, statistics["rougeL"]?.interval === null]).toEqual([12, false]);
  });

  it("count those of which there is another", async () => {
    const { statistics } = await evaluatorByName("near-duplicate-rate", plan).evaluate(dialogs);
    expect(statistics["rate"]?.value).toBeCloseTo(4 / 12);
  });

  it("compress all of them together", async () => {
    const { statistics } = await evaluatorByName("compression-ratio", plan).evaluate(dialogs);
    expect(statistics["ratio"]?.value).toBe(compressionRatio(texts.map((words) => words.join(" "))));
  });
});

// `every-judge.test.ts` asks those that ask a model.
const modelless = listEvaluators().filter(({ name }) => name !== "naturalness");

describe("evaluators by name", () => {
  it.each(
    modelless.map(({ name }) =>
      name.replace("frequency-METRIC", "frequency-near-duplicate").replace("METRIC", "turn-length"),
    ),
  )("%s says something of a dataset", async (name) => {
    const made = dialogs.map((dialog) => dialog.replace("w1", "w2"));
    const result = await evaluateDialogs(made, {
      metrics: [],
      evaluators: [name],
      reference: dialogs,
      ...plan,
    });
    const [found] = Object.values(result.evaluators ?? {});
    expect(found).toMatchObject({ n: 12 });
    expect(Object.values((found as { statistics: object }).statistics)).not.toHaveLength(0);
  });

  it("are taken where metrics are named, when no metric has the name", async () => {
    const result = await evaluateDialogs(dialogs, { metrics: ["turn-count", "vendi"], ...plan });
    expect(Object.keys(result.summary)).toEqual(["turn-count"]);
    expect(result.evaluators).toHaveProperty("vendi.statistics.vendi.value");
    const failed = await evaluateDialogs(dialogs, { metrics: ["mauve"], ...plan });
    expect(failed.evaluators).toMatchObject({
      mauve: { error: expect.stringContaining("reference") as string },
    });
  });
});

describe("the name of a metric of one dialogue", () => {
  it.each(["mtld", "g-eval:The bot is brief, and polite"])("is told from an evaluator's: %s", (name) => {
    expect(() => evaluatorByName(name)).toThrowError(
      expect.objectContaining({ hint: expect.stringContaining(`"mean-${name}"`) }) as Error,
    );
  });
});

it.each([
  [1, 4 / 12],
  [0.05, 4 / 12],
])("dialogues that are the same are near duplicates at a similarity of %d", async (threshold, rate) => {
  const { statistics } = await new NearDuplicateEvaluator({ threshold, ...plan }).evaluate(dialogs);
  expect(statistics["rate"]?.value).toBeCloseTo(rate);
});

it.each([0, 1.5, Number.NaN])("a similarity of %d is refused", (threshold) => {
  expect(() => new NearDuplicateEvaluator({ threshold })).toThrow("above 0 and at most 1");
});
