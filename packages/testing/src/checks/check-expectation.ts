import { SDialogError } from "@sdialog/core";
import * as z from "zod";
import { evidenceSchema } from "../results/evidence.ts";
import type { ExpectationVerdict } from "../results/expectation-verdict.ts";
import type { ExpectationData } from "../scenario/expectation.ts";
import type { Expectation, Scenario } from "../scenario/scenario.ts";
import { counted } from "@sdialog/core/internal";
import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";
import { checkByJudge, type JudgeSetting } from "./judge-check.ts";
import { checkLanguage } from "./language-check.ts";
import {
  checkEndsWith,
  checkGoal,
  checkLatency,
  checkLeaks,
  checkMaxAnswers,
  checkNotSaid,
  checkSaid,
} from "./speech-checks.ts";
import { checkCalled, checkCallOrder, checkEndState, checkNotCalled } from "./tool-checks.ts";

/** Judges are asked only where something is to be judged. */
export type JudgeOf = () => Promise<JudgeSetting>;

/** Whether a conversation is as expected. @throws ModelError when a judge's model failed */
export async function checkExpectation(
  expectation: Expectation,
  scenario: Pick<Scenario, "secrets">,
  talk: CheckedConversation,
  judge: JudgeOf,
): Promise<ExpectationVerdict> {
  const { passed, score, reason, evidence } = await look(expectation, scenario, talk, judge);
  return {
    expectation: expectationText(expectation),
    kind: kindOf(expectation),
    level: expectation.level ?? "hard",
    passed,
    score: score ?? (passed === null ? null : passed ? 1 : 0),
    reason: reason ?? "",
    evidence: evidence ?? [],
  };
}

async function look(
  expectation: Expectation,
  { secrets }: Pick<Scenario, "secrets">,
  talk: CheckedConversation,
  judge: JudgeOf,
): Promise<OwnVerdict> {
  if ("check" in expectation) return ownCheck(expectation.check.bind(expectation), talk);
  if ("said" in expectation) return checkSaid(expectation, talk);
  if ("notSaid" in expectation) return checkNotSaid(expectation, talk);
  if ("endsWith" in expectation) return checkEndsWith(expectation, talk);
  if ("language" in expectation) return checkLanguage(expectation.language, talk);
  if ("latencyMs" in expectation) return checkLatency(expectation, talk);
  if ("maxAnswers" in expectation) return checkMaxAnswers(expectation, talk);
  if ("noLeak" in expectation) return checkLeaks(secrets, talk);
  if ("goalReached" in expectation) return checkGoal(expectation, talk);
  if ("called" in expectation) return checkCalled(expectation, talk);
  if ("notCalled" in expectation) return checkNotCalled(expectation, talk);
  if ("callOrder" in expectation) return checkCallOrder(expectation, talk);
  if ("endState" in expectation) return checkEndState(expectation, talk);
  return checkByJudge(expectation.judge, talk, await judge());
}

/** What a check of one's own may return, besides a boolean. */
const ownVerdictSchema = z.object({
  passed: z.boolean().nullable(),
  score: z.number().min(0).max(1).nullish(),
  reason: z.string().optional(),
  evidence: z.array(evidenceSchema).optional(),
}) satisfies z.ZodType<OwnVerdict>;

/** What a check may change without changing what is recorded. */
function copyOf(talk: CheckedConversation): CheckedConversation {
  return {
    ...talk,
    toolCalls: structuredClone(talk.toolCalls),
    latencies: structuredClone(talk.latencies),
    changes: structuredClone(talk.changes),
  };
}

/** A check that throws, or returns what is not a verdict, says nothing about the bot. */
async function ownCheck(
  check: (talk: CheckedConversation) => boolean | OwnVerdict | Promise<boolean | OwnVerdict>,
  talk: CheckedConversation,
): Promise<OwnVerdict> {
  try {
    const result: unknown = await check(copyOf(talk));
    if (typeof result === "boolean") return { passed: result };
    const parsed = ownVerdictSchema.safeParse(result);
    if (parsed.success) return parsed.data;
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`.trim());
    return { passed: null, reason: `the check returned no verdict: ${wrong.join("; ")}` };
  } catch (error) {
    if (SDialogError.isInstance(error) && error.code.startsWith("model_")) throw error;
    return {
      passed: null,
      reason: `the check threw: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** The kind of an expectation: the key that says what is checked. */
export function kindOf(expectation: Expectation): string {
  return "check" in expectation ? "check" : keyOf(expectation);
}

function keyOf(expectation: ExpectationData): string {
  return Object.keys(expectation).find((key) => !modifiers.has(key)) ?? "judge";
}

/** Keys that say how something is checked, not what. `maxAnswers` and others stand alone. */
const modifiers: ReadonlySet<string> = new Set(["name", "level", "by", "within", "nothingElse"]);

/** An expectation in words: its name, or what it says. */
export function expectationText(expectation: Expectation): string {
  if (expectation.name !== undefined) return expectation.name;
  if ("check" in expectation) return "check";
  const within =
    "within" in expectation && expectation.within !== undefined
      ? ` within ${counted(expectation.within, "turn")}`
      : "";
  const who = "by" in expectation ? expectation.by : "bot";
  if ("said" in expectation) return `${who} says ${list(expectation.said)}${within}`;
  if ("notSaid" in expectation) return `${who} never says ${list(expectation.notSaid)}${within}`;
  if ("endsWith" in expectation) return `bot ends with ${list(expectation.endsWith)}`;
  if ("language" in expectation) return `bot speaks ${expectation.language}`;
  if ("latencyMs" in expectation) return `every answer within ${expectation.latencyMs} ms`;
  if ("maxAnswers" in expectation) return `at most ${counted(expectation.maxAnswers, "answer")} of the bot`;
  if ("noLeak" in expectation) return "no secret is told";
  if ("goalReached" in expectation)
    return expectation.goalReached ? "user gets what it wants" : "user does not get what it wants";
  if ("callOrder" in expectation) return `calls ${expectation.callOrder.join(", then ")}`;
  if ("endState" in expectation)
    return `ends with ${JSON.stringify(expectation.endState)}${expectation.nothingElse ? ", and nothing else changed" : ""}`;
  if ("judge" in expectation) return expectation.judge;
  const call = "called" in expectation ? expectation.called : expectation.notCalled;
  const given = Object.keys(call.with).length === 0 ? "" : ` with ${JSON.stringify(call.with)}`;
  return `${"called" in expectation ? "calls" : "never calls"} ${call.tool}${given}`;
}

function list(texts: string | readonly string[]): string {
  return [texts]
    .flat()
    .map((text) => (text.startsWith("/") ? text : JSON.stringify(text)))
    .join(" or ");
}
