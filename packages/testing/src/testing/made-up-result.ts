import type { ExpectationVerdict } from "../results/expectation-verdict.ts";
import type { TestCell, TestResult } from "../results/test-result.ts";

/** A verdict that was not met unless the changes say otherwise. */
export function madeUpVerdict(changes: Partial<ExpectationVerdict> = {}): ExpectationVerdict {
  const passed = changes.passed === undefined ? false : changes.passed;
  return {
    expectation: 'says "refund"',
    kind: "said",
    level: "hard",
    passed,
    score: passed === null ? null : Number(passed),
    reason: "no turn says it",
    evidence: [],
    ...changes,
  };
}

/** A result that passed unless the changes say otherwise. */
export function madeUpResult(
  cell: Partial<TestCell> = {},
  changes: Partial<Omit<TestResult, "cell">> = {},
): TestResult {
  const outcome = changes.outcome ?? "passed";
  return {
    format: 1,
    cell: { scenario: "refund", persona: "Ann", bot: "bot", repeat: 0, ...cell },
    seed: 1,
    outcome,
    score: null,
    goalReached: null,
    verdicts: outcome === "error" ? [] : [madeUpVerdict({ passed: outcome === "passed" })],
    findings: [],
    toolCalls: [],
    latencies: [],
    changes: null,
    tags: {},
    ...changes,
  };
}
