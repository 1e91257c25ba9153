import { expect, it } from "vitest";
import { metricLabel, statisticLabel } from "./labels.ts";
import "./metrics.ts";

it.each([
  // Of a score: its title, and its unit where the statistic has the score's.
  ["mean-turn-length", "mean", "turn-length", "mean", "score"],
  ["mean-turn-length", "w1", "turn-length", "Wasserstein distance", "score"],
  ["mean-turn-length", "ks", "turn-length", "Kolmogorov–Smirnov distance", "0–1"],
  ["kde-turn-length", "js", "turn-length", "Jensen–Shannon divergence", "nats"],
] as const)("labels %s's %s", (evaluator, statistic, score, name, unit) => {
  const { title, unit: own } = metricLabel(score);
  expect(statisticLabel({ evaluator, statistic, score })).toEqual({
    title,
    statistic: name,
    unit: unit === "score" ? own : unit,
  });
});

it("counts shares as shares, whatever the score counts", () => {
  expect(
    statisticLabel({ evaluator: "frequency-turn-length", statistic: "frequency", score: "turn-length" }),
  ).toMatchObject({
    statistic: null,
    unit: "share",
  });
});

it("takes nats for densities and bits for frequencies", () => {
  const unit = (evaluator: string) =>
    statisticLabel({ evaluator, statistic: "js", score: "turn-length" }).unit;
  expect([unit("kde-divergence-turn-length"), unit("word-js")]).toEqual(["nats", "bits"]);
});

it("calls an evaluator by its own title where it does not end with the score's name", () => {
  const label = statisticLabel({ evaluator: "myOwnThing", statistic: "mean", score: "turn-length" });
  expect(label).toEqual({ title: "My own thing", statistic: "mean", unit: metricLabel("turn-length").unit });
});

it.each([
  ["turn-length", "Length of each turn", "words"],
  ["turns_perMinute-ofMine", "Turns per minute of mine", null],
  [" -odd ", "Odd", null],
])("calls the metric %j %j", (name, title, unit) => {
  expect(metricLabel(name)).toEqual({ title, unit });
});

it("names the criterion of a judge that has one", () => {
  const open = metricLabel("g-eval");
  expect(metricLabel("g-eval: is it kind: really?")).toEqual({
    ...open,
    title: `${open.title}: is it kind: really?`,
  });
  expect(metricLabel("g-eval:")).toEqual(open);
  expect(metricLabel("g-eval").title).not.toBe(metricLabel("turn-length").title);
});
