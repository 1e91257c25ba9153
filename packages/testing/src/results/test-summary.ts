import { clusteredWilsonInterval, meanInterval } from "@sdialog/evaluation/statistics";
import type { Interval } from "@sdialog/evaluation";
import { cellGroups, groupBy } from "./cell-groups.ts";
import { passHat, type PassHat } from "./pass-hat.ts";
import { resampling, withinShares } from "./resampling.ts";
import type { TestResult } from "./test-result.ts";

/** Conversations of a test in numbers. */
export interface TestCounts {
  readonly conversations: number;
  readonly passed: number;
  readonly failed: number;
  /** Conversations that could not be carried out or judged. */
  readonly errors: number;
  /** Share that passed, of those that could be judged; `null` without any. */
  readonly passRate: number | null;
  /** 95 % interval of {@link TestCounts.passRate} (Wilson 1927), repeats of one conversation taken as a whole. */
  readonly interval: Interval | null;
  /** Mean score of the soft expectations, 0 to 1; `null` without any. */
  readonly score: number | null;
  /**
   * 95 % interval of {@link TestCounts.score}, repeats drawn as a whole (bootstrap-t); `null` for scores without spread, and
   * for fewer than two different conversations.
   */
  readonly scoreInterval: Interval | null;
}

/** What became of users' goals. */
export interface GoalCounts {
  readonly reached: number;
  readonly missed: number;
  /** Nobody could tell: a demonstration model played the user, and no judge was asked or none decided. */
  readonly unjudged: number;
}

/** What a test came to. */
export interface TestSummary extends TestCounts {
  /** Of the conversations with a goal that could be carried out. */
  readonly goals: GoalCounts;
  readonly byScenario: Readonly<Record<string, TestCounts>>;
  readonly byPersona: Readonly<Record<string, TestCounts>>;
  readonly byBot: Readonly<Record<string, TestCounts>>;
  /** By tag and its value: `{ technique: { "prompt injection": … } }`. */
  readonly byTag: Readonly<Record<string, Readonly<Record<string, TestCounts>>>>;
  /** Expectations that were not met and findings of the bot, the most frequent first. */
  readonly failures: readonly TestFailure[];
  /** pass^k for k = 1, 2, … up to the fewest repeats: the chance that k repeats all pass. */
  readonly passHat: readonly PassHat[];
}

/** Something that went wrong, and in how many conversations. */
export interface TestFailure {
  /** The expectation in words, or the class of the finding. */
  readonly what: string;
  readonly conversations: number;
  readonly level: "hard" | "soft";
}

/** Counts what came of a test. */
export function summarizeTests(results: readonly TestResult[]): TestSummary {
  const tags = new Set(results.flatMap((result) => Object.keys(result.tags)));
  return {
    ...countTests(results),
    goals: countGoals(results),
    byScenario: countsBy(results, ({ cell }) => cell.scenario),
    byPersona: countsBy(results, ({ cell }) => cell.persona),
    byBot: countsBy(results, ({ cell }) => cell.bot),
    byTag: Object.fromEntries(
      [...tags].map((tag) => {
        const tagged = results.filter((result) => tag in result.tags);
        return [tag, countsBy(tagged, (result) => result.tags[tag] ?? "")];
      }),
    ),
    failures: failuresIn(results),
    passHat: passHat(results),
  };
}

/** The counts of some conversations. */
export function countTests(results: readonly TestResult[]): TestCounts {
  const count = (outcome: TestResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  const [passed, failed, errors] = [count("passed"), count("failed"), count("error")];
  const judged = passed + failed;
  const scores = results.flatMap(({ score }) => (score === null ? [] : [score]));
  return {
    conversations: results.length,
    passed,
    failed,
    errors,
    passRate: judged === 0 ? null : passed / judged,
    interval: clusteredWilsonInterval(
      cellGroups(results)
        .map((group) =>
          group.flatMap(({ outcome }) => (outcome === "error" ? [] : [Number(outcome === "passed")])),
        )
        .filter((unit) => unit.length > 0),
    ),
    score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    scoreInterval: scoreInterval(results),
  };
}

/** Whether anybody asked for a goal in a conversation, and nobody could tell of it. */
export function isGoalUnjudged({
  goalReached,
  verdicts,
}: {
  readonly goalReached: boolean | null;
  readonly verdicts: readonly { readonly kind: string }[];
}): boolean {
  return goalReached === null && verdicts.some(({ kind }) => kind === "goalReached");
}

function countGoals(results: readonly TestResult[]): GoalCounts {
  const held = results.filter(({ verdicts, outcome }) => verdicts.length > 0 || outcome !== "error");
  const count = (reached: boolean) => held.filter(({ goalReached }) => goalReached === reached).length;
  return { reached: count(true), missed: count(false), unjudged: held.filter(isGoalUnjudged).length };
}

function scoreInterval(results: readonly TestResult[]): Interval | null {
  const units = cellGroups(results)
    .map((group) => group.flatMap(({ score }) => (score === null ? [] : [score])))
    .filter((unit) => unit.length > 0);
  const interval = meanInterval(units, resampling);
  return interval === null ? null : withinShares(interval);
}

function countsBy(
  results: readonly TestResult[],
  key: (result: TestResult) => string,
): Record<string, TestCounts> {
  const groups = groupBy(results, key);
  return Object.fromEntries([...groups].map(([name, group]) => [name, countTests(group)]));
}

function failuresIn(results: readonly TestResult[]): readonly TestFailure[] {
  const failures = new Map<string, { what: string; level: "hard" | "soft"; conversations: number }>();
  for (const { verdicts, findings } of results) {
    const seen = [
      ...verdicts
        .filter(({ passed }) => passed === false)
        .map(({ expectation, level }) => ({ what: expectation, level })),
      ...findings.map((finding) => ({ what: finding.class, level: finding.level })),
    ];
    for (const [key, failure] of new Map(seen.map((one) => [`${one.level} ${one.what}`, one]))) {
      const known = failures.get(key) ?? { ...failure, conversations: 0 };
      failures.set(key, { ...known, conversations: known.conversations + 1 });
    }
  }
  return [...failures.values()].toSorted(
    (a, b) => b.conversations - a.conversations || a.what.localeCompare(b.what),
  );
}
