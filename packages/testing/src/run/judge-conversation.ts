import { SDialogError } from "@sdialog/core";
import { isHopeless } from "@sdialog/generators/plan";
import { ModelError, StructuredOutputError } from "@sdialog/llm";
import { checkExpectation, expectationText, kindOf, type JudgeOf } from "../checks/check-expectation.ts";
import { judgeGoal } from "../checks/judge-goal.ts";
import type { ExpectationVerdict } from "../results/expectation-verdict.ts";
import { type Finding, findingClasses } from "../results/finding.ts";
import type { TestCell, TestResult } from "../results/test-result.ts";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import type { Expectation, Scenario } from "../scenario/scenario.ts";
import { findFindings } from "./find-findings.ts";

/** What a conversation is judged by. */
export interface JudgementTask {
  readonly cell: TestCell;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly judge: JudgeOf;
  readonly signal?: AbortSignal | undefined;
  /** Called when nothing is left but to look at what was said. */
  readonly release?: (() => Promise<void>) | undefined;
}

/** What came of a conversation, and the failure of a judge's model that kept it from being judged as a whole. */
export interface Judgement {
  readonly result: TestResult;
  readonly error?: unknown;
}

/**
 * Judges a conversation that was held. A check that throws, and a judge who gives no verdict, leave the conversation
 * unjudged (`error`) and lose nothing of it.
 *
 * @throws the signal's reason when cancelled
 */
export async function judgeConversation(task: JudgementTask, held: CheckedConversation): Promise<Judgement> {
  const { scenario, cell, seed, signal } = task;
  const found = findFindings(held);
  // A conversation that the user broke off says nothing about the bot.
  const sound = found.every((finding) => finding.class !== "user_fault");
  if (sound && isForLooking(scenario, held)) await task.release?.();
  let error: unknown;
  const judge: JudgeOf = async () => {
    // Whose model has failed is not asked again before it is tried again as a whole.
    if (error !== undefined) throw error;
    return task.judge();
  };
  const decided = async <Verdict>(
    decide: () => Promise<Verdict>,
    unknown: (reason: string) => Verdict,
  ): Promise<Verdict> => {
    try {
      return await decide();
    } catch (thrown) {
      signal?.throwIfAborted();
      if (isOfModel(thrown)) error ??= thrown;
      return unknown(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };
  const verdicts: ExpectationVerdict[] = [];
  const doubts: Finding[] = [];
  let talk = held;
  if (sound && asksForGoal(scenario) && held.goalReached === null) {
    const goal = await decided(
      () => judgeGoal(scenario.goal as string, held, judge),
      (reason) => ({ passed: null, reason, failed: true }),
    );
    talk = { ...held, goalReached: goal.passed, goal };
  }
  for (const expectation of sound ? expectationsOf(scenario) : []) {
    const verdict = await decided(
      () => checkExpectation(expectation, scenario, talk, judge),
      (reason) => undecided(expectation, reason),
    );
    verdicts.push(verdict);
    // That nobody is there who could tell of a goal is counted by itself, where nobody asked for it.
    if (expectation !== impliedGoal || talk.goal?.failed === true) doubts.push(...doubt(verdict));
  }
  const findings = [...found, ...doubts];
  const scores = verdicts.flatMap(({ level, score }) => (level === "soft" && score !== null ? [score] : []));
  const result: TestResult = {
    format: 1,
    cell,
    seed,
    outcome: outcomeOf(verdicts, findings),
    score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    goalReached: sound ? talk.goalReached : null,
    verdicts,
    findings,
    toolCalls: talk.toolCalls,
    latencies: talk.latencies,
    changes: talk.changes,
    tags: scenario.tags,
  };
  return error === undefined ? { result } : { result, error };
}

/** What came of verdicts and findings: whatever keeps a conversation from being judged, a failure is one. */
export function outcomeOf(
  verdicts: readonly ExpectationVerdict[],
  findings: readonly Finding[],
): TestResult["outcome"] {
  const hard = findings.filter(({ level }) => level === "hard");
  if (hard.some((finding) => finding.class === "user_fault")) return "error";
  const failed = verdicts.some(({ level, passed }) => level === "hard" && passed === false);
  if (failed || hard.some((finding) => findingClasses[finding.class] === "bot")) return "failed";
  return hard.length > 0 ? "error" : "passed";
}

/** What a scenario with a goal expects without saying so. */
const impliedGoal: Expectation = { goalReached: true, level: "hard" };

function expectationsOf(scenario: Scenario): readonly Expectation[] {
  const { goal, expectGoal, expect } = scenario;
  const implied = goal !== undefined && expectGoal && !expect.some((one) => "goalReached" in one);
  return implied ? [impliedGoal, ...expect] : expect;
}

function asksForGoal(scenario: Scenario): boolean {
  return scenario.goal !== undefined && expectationsOf(scenario).some((one) => "goalReached" in one);
}

/** Whether a conversation that was held is only looked at: nobody is asked about it, and nothing is torn down. */
function isForLooking(scenario: Scenario, { goalReached }: CheckedConversation): boolean {
  if (scenario.tearDown !== undefined || (goalReached === null && asksForGoal(scenario))) return false;
  return scenario.expect.every((one) => !("check" in one || "judge" in one));
}

/** Failures that pass, or that everybody has to know of; a judge that writes no verdict is one of its own. */
function isOfModel(error: unknown): boolean {
  if (error instanceof StructuredOutputError) return false;
  return ModelError.isInstance(error) || (SDialogError.isInstance(error) && isHopeless(error));
}

function undecided(expectation: Expectation, reason: string): ExpectationVerdict {
  return {
    expectation: expectationText(expectation),
    kind: kindOf(expectation),
    level: expectation.level ?? "hard",
    passed: null,
    score: null,
    reason: `nobody could decide: ${reason}`,
    evidence: [],
  };
}

/** An expectation that nobody could decide on. Answers that are too short for a language are no fault of the test's. */
function doubt({ kind, level, passed, expectation, reason }: ExpectationVerdict): readonly Finding[] {
  if (passed !== null || kind === "language") return [];
  const message = `${expectation}: ${reason}`;
  return [{ class: kind === "judge" ? "judge_fault" : "check_error", level, message, evidence: [] }];
}
