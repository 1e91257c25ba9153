import { listEvaluators, listMetrics } from "@sdialog/evaluation";
import { metricLabel, openJudges, statisticLabel } from "@sdialog/evaluation/internal";
import "@sdialog/flow";
import "@sdialog/realism";
import { expect, it } from "vitest";

it("every metric and judge has a name for people and a unit", () => {
  const names = [...listMetrics(), ...openJudges].map(({ name }) => name);
  const bad = names.filter((name) => {
    const { title, unit } = metricLabel(name);
    return !/^[A-ZÀ-Ž−\d]/u.test(title) || title.includes("_") || unit === null || unit.trim() === "";
  });
  expect(bad).toEqual([]);
  expect(names.length).toBeGreaterThan(80);
});

it("no two metrics that are different are called the same", () => {
  // Other names of one metric share its title.
  const twins = new Set(["hd-d"]);
  const titles = listMetrics()
    .filter(({ name }) => !twins.has(name))
    .map(({ name }) => metricLabel(name).title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

it("every evaluator has a name for people and a unit, that of its score where it has one", () => {
  for (const { name } of listEvaluators()) {
    const evaluator = name.replace("METRIC", "mean-turn-length");
    const score = name.includes("METRIC") ? "mean-turn-length" : undefined;
    const label = statisticLabel({ evaluator, statistic: null, score });
    expect([evaluator, label.title, label.unit]).toEqual([
      evaluator,
      expect.stringMatching(score === undefined ? /^[A-Z]/ : /^Turn length$/),
      expect.stringMatching(/./),
    ]);
  }
});

it.each([
  ["mean-mean-turn-length", "mean", "mean-turn-length", "Turn length|mean|words per turn"],
  ["stats-mtld", "std", "mtld", "Lexical diversity, MTLD|standard deviation|words"],
  ["kde-divergence-mtld", "cs", "mtld", "Lexical diversity, MTLD|Cauchy–Schwarz divergence|nats"],
  ["category-divergence-turn-count", "js", "turn-count", "Turns|Jensen–Shannon divergence|bits"],
  ["wasserstein-distance-latency", "w1", "latency", "Time to answer|Wasserstein distance|seconds"],
  ["frequency-llm-judge-refusal", "frequency", "llm-judge-refusal", "Refusals||share of dialogues"],
  [
    "mean-g-eval:The bot is polite",
    "mean",
    "g-eval:The bot is polite",
    "G-Eval: The bot is polite|mean|points, 1–5",
  ],
  ["mtld-of-users", "mean", "mtld", "Mtld of users|mean|words"],
  ["mean-myOwn_score", "mean", "myOwn_score", "My own score|mean|"],
  ["distinct-2", "ead", undefined, "Distinct 2-grams|EAD|÷ expected at random"],
  ["vendi", "vendi", undefined, "Vendi score||effective dialogues"],
] as const)("%s, %s is called what it is", (evaluator, statistic, score, expected) => {
  const { title, statistic: name, unit } = statisticLabel({ evaluator, statistic, score });
  expect([title, name ?? "", unit ?? ""].join("|")).toBe(expected);
});
