import { wilsonInterval } from "@sdialog/evaluation/statistics";
import type { Interval } from "@sdialog/evaluation";
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
  /** 95 % interval of {@link TestCounts.passRate} (Wilson 1927). */
  readonly interval: Interval | null;
  /** Mean score of the soft expectations, 0 to 1; `null` without any. */
  readonly score: number | null;
}

/** What a test came to. */
export interface TestSummary extends TestCounts {
  readonly byScenario: Readonly<Record<string, TestCounts>>;
  readonly byPersona: Readonly<Record<string, TestCounts>>;
  readonly byBot: Readonly<Record<string, TestCounts>>;
  /** By tag and its value: `{ technique: { "prompt injection": … } }`. */
  readonly byTag: Readonly<Record<string, Readonly<Record<string, TestCounts>>>>;
  /** Expectations that were not met and findings of the bot, the most frequent first. */
  readonly failures: readonly TestFailure[];
  /**
   * pass^k for k = 1, 2, … up to the fewest repeats of a cell: the chance that k conversations of the same scenario,
   * persona and bot all pass, estimated without bias as the mean of C(c, k) / C(n, k) over the cells, c of whose n
   * conversations passed (Yao et al. 2024, τ-bench).
   */
  readonly passHat: readonly number[];
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
    interval: wilsonInterval(passed, judged),
    score: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
  };
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

function passHat(results: readonly TestResult[]): readonly number[] {
  const judged = results.filter(({ outcome }) => outcome !== "error");
  const cells = [
    ...groupBy(judged, ({ cell }) => JSON.stringify([cell.scenario, cell.persona, cell.bot])),
  ].map(([, group]) => ({
    trials: group.length,
    passed: group.filter(({ outcome }) => outcome === "passed").length,
  }));
  const fewest = Math.min(...cells.map(({ trials }) => trials));
  if (cells.length === 0) return [];
  return Array.from({ length: fewest }, (_, index) => {
    const chances = cells.map(({ trials, passed }) => chanceAllPass(passed, trials, index + 1));
    return chances.reduce((sum, chance) => sum + chance, 0) / cells.length;
  });
}

/** C(passed, k) / C(trials, k), without large factorials. */
function chanceAllPass(passed: number, trials: number, k: number): number {
  let chance = 1;
  for (let drawn = 0; drawn < k; drawn++) chance *= Math.max(0, passed - drawn) / (trials - drawn);
  return chance;
}

function groupBy(
  results: readonly TestResult[],
  key: (result: TestResult) => string,
): ReadonlyMap<string, readonly TestResult[]> {
  const groups = new Map<string, TestResult[]>();
  for (const result of results) {
    const group = groups.get(key(result));
    if (group === undefined) groups.set(key(result), [result]);
    else group.push(result);
  }
  return groups;
}
