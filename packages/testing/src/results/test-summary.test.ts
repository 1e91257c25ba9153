import { expect, it } from "vitest";
import type { TestResult } from "./test-result.ts";
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
  expect(summary.passHat.map((chance) => chance.toFixed(4))).toEqual(["0.8333", "0.6667", "0.5000"]);
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
