import { expect, it } from "vitest";
import type { TestResult } from "./test-result.ts";
import { madeUpVerdict } from "../testing/made-up-result.ts";
import { summarizeTests } from "./test-summary.ts";

it("counts outcomes, what failed, and pass^k as tau-bench defines it", () => {
  const results = [
    ...["passed", "passed", "failed"].map((outcome, repeat) => result("refund", outcome, repeat)),
    ...["passed", "passed", "passed"].map((outcome, repeat) => result("return", outcome, repeat)),
    result("return", "error", 3),
  ];
  const summary = summarizeTests(results);
  expect(summary).toMatchObject({ conversations: 7, passed: 5, failed: 1, errors: 1, score: null });
  expect(summary.passRate).toBeCloseTo(5 / 6);
  expect(summary.byScenario["refund"]).toMatchObject({ conversations: 3, passed: 2 });
  expect(summary.failures).toEqual([{ what: 'says "refund"', level: "hard", conversations: 1 }]);
  // refund: C(2,k)/C(3,k) = 2/3, 1/3, 0; return: 1, 1, 1.
  expect(summary.passHat.map(({ chance }) => chance.toFixed(4))).toEqual(["0.8333", "0.6667", "0.5000"]);
  for (const { chance, interval } of summary.passHat) {
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.low).toBeLessThan(chance);
    expect(interval.high).toBeGreaterThan(chance);
    expect(interval.high).toBeLessThanOrEqual(1);
  }
});

it("counts goals of what was held, and failures by how many conversations they failed, then by name", () => {
  const goal = (outcome: string, goalReached: boolean | null, passed: boolean | null): TestResult => ({
    ...result("a", outcome, 0),
    goalReached,
    verdicts: [{ ...madeUpVerdict({ passed }), kind: "goalReached" }],
  });
  const { goals } = summarizeTests([
    goal("passed", true, true),
    goal("failed", false, false),
    goal("failed", false, false),
    goal("error", null, null),
    goal("error", true, null),
    // Nobody was asked about a conversation that broke off.
    { ...result("a", "error", 0), goalReached: true },
  ]);
  expect(goals).toEqual({ reached: 2, missed: 2, unjudged: 1 });
  const failing = (...names: string[]): TestResult => ({
    ...result("a", "failed", 0),
    verdicts: names.map((expectation) => madeUpVerdict({ expectation })),
  });
  const { failures } = summarizeTests([failing("b", "b", "c"), failing("c", "a"), failing("d")]);
  expect(failures.map(({ what, conversations }) => [what, conversations])).toEqual([
    ["c", 2],
    ["a", 1],
    ["b", 1],
    ["d", 1],
  ]);
});

it("says how sure pass^k is where all cells are alike: Wilson's interval to the k-th power", () => {
  const results = ["a", "b"].flatMap((scenario) =>
    [0, 1, 2, 3].map((repeat) => result(scenario, "passed", repeat)),
  );
  const { passHat } = summarizeTests(results);
  // 8 of 8: 1 / (1 + 1.96² / 8).
  const low = 1 / (1 + 1.959964 ** 2 / 8);
  expect(passHat.map(({ k, chance, interval }) => [k, chance, interval.high])).toEqual(
    [1, 2, 3, 4].map((k) => [k, 1, 1]),
  );
  expect(passHat.map(({ interval }) => interval.low.toFixed(4))).toEqual(
    [1, 2, 3, 4].map((k) => (low ** k).toFixed(4)),
  );
});

it("takes repeats as a whole: eight times the same tells less than eight different conversations", () => {
  const outcomes = ["passed", "passed", "passed", "passed", "failed", "failed", "failed", "failed"];
  const different = outcomes.map((outcome, index) => result(`s${index}`, outcome, 0));
  const same = outcomes.map((outcome, index) => result(outcome, outcome, index));
  const width = (results: readonly TestResult[]) => {
    const { interval } = summarizeTests(results);
    return (interval?.high ?? 0) - (interval?.low ?? 0);
  };
  expect(width(same)).toBeGreaterThan(width(different));
});

it("has an interval of the mean soft score, the same each time", () => {
  const results = [0.2, 0.4, 0.4, 0.6, 0.8, 1].map((score, index) => ({
    ...result(`s${index}`, "passed", 0),
    score,
  }));
  const { score, scoreInterval } = summarizeTests(results);
  expect(score).toBeCloseTo(3.4 / 6);
  // Student's, which bootstrap-t never undercuts: 2.571 · 0.2944 / √6 = 0.309, rounded.
  expect(scoreInterval?.low).toBeLessThanOrEqual(3.4 / 6 - 0.308);
  expect(scoreInterval?.low).toBeGreaterThan(0);
  expect(scoreInterval?.high).toBeLessThanOrEqual(1);
  expect(summarizeTests(results).scoreInterval).toEqual(scoreInterval);
  expect(summarizeTests(results.slice(0, 1)).scoreInterval).toBeNull();
});

it("has no rate and no pass^k where nothing could be judged", () => {
  expect(summarizeTests([result("a", "error", 0)])).toMatchObject({
    passRate: null,
    interval: null,
    passHat: [],
  });
  expect(summarizeTests([])).toMatchObject({ conversations: 0, passHat: [] });
});

function result(scenario: string, outcome: string, repeat: number): TestResult {
  return {
    format: 1,
    cell: { scenario, persona: "Ann", bot: "bot", repeat },
    seed: 1,
    outcome: outcome as TestResult["outcome"],
    score: null,
    goalReached: null,
    verdicts:
      outcome === "failed"
        ? [
            {
              expectation: 'says "refund"',
              kind: "said",
              level: "hard",
              passed: false,
              score: 0,
              reason: "no turn says it",
              evidence: [],
            },
          ]
        : [],
    findings: [],
    toolCalls: [],
    latencies: [],
    changes: null,
    tags: {},
  };
}
