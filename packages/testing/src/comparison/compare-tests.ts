import { InvalidArgumentError } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { holm } from "@sdialog/evaluation/statistics";
import type { TestCell, TestResult } from "../results/test-result.ts";
import { countTests, type TestCounts } from "../results/test-summary.ts";
import { shareDifference, type ShareDifference } from "./share-difference.ts";

/** How a group of conversations fares now and how it did in the baseline. */
export interface GroupDifference extends ShareDifference {
  /** What the group is: everything, a scenario, a persona, a bot of several, or an expectation within a scenario. */
  readonly by: "all" | "scenario" | "persona" | "bot" | "expectation";
  /** Its name; of an expectation `scenario: expectation`. */
  readonly name: string;
  /** p corrected for all groups of the same kind (Holm 1979). */
  readonly adjustedP: number;
  /** `worse` or `better` when the corrected p is below the level; else `unclear`. */
  readonly change: "worse" | "better" | "unclear";
}

/** A conversation whose outcome is another now. */
export interface OutcomeChange {
  readonly cell: TestCell;
  /** What fails now, or failed before when it passes now. */
  readonly why: readonly string[];
}

/** Results of a test beside those of an earlier one. */
export interface TestComparison {
  readonly baseline: TestCounts;
  readonly current: TestCounts;
  /**
   * `paired`: conversations of the same scenario, persona, bot and repeat are compared with each other (McNemar's
   * test). `independent`: too few have a counterpart, so the two tests are compared as a whole (Fisher's test).
   */
  readonly design: "paired" | "independent";
  /** Conversations that have no counterpart; left out of the tests when the design is `paired`. */
  readonly unmatched: { readonly baseline: number; readonly current: number };
  /**
   * Everything first, then scenarios, personas, bots where there are several, and expectations, the largest losses first; nothing for tests that have no
   * scenario in common.
   */
  readonly differences: readonly GroupDifference[];
  /** Passed before and fail now. Only with the design `paired`. */
  readonly broken: readonly OutcomeChange[];
  /** Failed before and pass now. Only with the design `paired`. */
  readonly mended: readonly OutcomeChange[];
  /** Groups that became worse beyond chance. */
  readonly regressions: readonly GroupDifference[];
  /** How small a corrected p must be. */
  readonly alpha: number;
}

/** How {@link compareTests} decides. */
export interface CompareTestsOptions {
  /** How small a corrected p must be to be told as a change. Default: 0.05. */
  readonly alpha?: number | undefined;
}

const compareTestsOptionNames: OptionNames<CompareTestsOptions> = { alpha: true };

/**
 * Compares a test with an earlier one: what became worse or better beyond chance, with intervals. Conversations that
 * could not be judged (`error`) take no part in the tests.
 *
 * @throws InvalidArgumentError for a level outside 0 to 1, or two conversations of one cell in the same test
 */
export function compareTests(
  baseline: readonly TestResult[],
  current: readonly TestResult[],
  options: CompareTestsOptions = {},
): TestComparison {
  checkOptions("compareTests", options, compareTestsOptionNames);
  requireArguments("compareTests", arguments, 2);
  const { alpha = 0.05 } = options;
  if (!(alpha > 0 && alpha < 1))
    throw new InvalidArgumentError(`compareTests: alpha is ${alpha}`, { hint: "Use a level such as 0.05." });
  const key = cellKey(baseline, current);
  const [before, after] = [byCell(baseline, key), byCell(current, key)];
  const matched = [...after.keys()].filter((cell) => before.has(cell)).length;
  const design = matched * 2 >= Math.min(before.size, after.size) && matched > 0 ? "paired" : "independent";
  const groups = (by: GroupDifference["by"], of: (result: TestResult) => Outcomes): GroupDifference[] => {
    const [earlier, later] = [outcomesByGroup(before, of), outcomesByGroup(after, of)];
    // A group that only one of the tests has cannot have changed.
    const names = [...later.keys()].filter((name) => earlier.has(name));
    const differences = names.flatMap((name) => {
      const difference = shareDifference(earlier.get(name) ?? noCells, later.get(name) ?? noCells, design);
      return difference === undefined ? [] : [{ name, difference }];
    });
    const adjusted = holm(differences.map(({ difference }) => difference.p));
    return differences
      .map(({ name, difference }, index): GroupDifference => {
        const adjustedP = adjusted[index] as number;
        const change = adjustedP >= alpha ? "unclear" : difference.difference < 0 ? "worse" : "better";
        return { by, name, ...difference, adjustedP, change };
      })
      .toSorted((a, b) => a.difference - b.difference || a.name.localeCompare(b.name));
  };
  const scenarios = new Set(baseline.map(({ cell }) => cell.scenario));
  const related = current.some(({ cell }) => scenarios.has(cell.scenario));
  const several = new Set(current.map(({ cell }) => cell.bot)).size > 1;
  const differences = [
    // Tests of different things are not better or worse than one another.
    ...(related ? groups("all", (result) => outcomeUnder("all conversations", result)) : []),
    ...groups("scenario", (result) => outcomeUnder(result.cell.scenario, result)),
    ...(related ? groups("persona", (result) => outcomeUnder(result.cell.persona, result)) : []),
    ...(related && several ? groups("bot", (result) => outcomeUnder(result.cell.bot, result)) : []),
    ...groups("expectation", expectationOutcomes),
  ];
  const changed = (was: TestResult["outcome"], is: TestResult["outcome"]): OutcomeChange[] =>
    design === "independent"
      ? []
      : [...after].flatMap(([cell, result]) => {
          const earlier = before.get(cell);
          if (earlier?.outcome !== was || result.outcome !== is) return [];
          return [{ cell: result.cell, why: reasonsOf(is === "failed" ? result : earlier) }];
        });
  return {
    baseline: countTests(baseline),
    current: countTests(current),
    design,
    unmatched: { baseline: before.size - matched, current: after.size - matched },
    differences,
    broken: changed("passed", "failed"),
    mended: changed("failed", "passed"),
    regressions: differences.filter(({ change }) => change === "worse"),
    alpha,
  };
}

/** Whether something held, by group. */
type Outcomes = readonly (readonly [group: string, held: boolean])[];
type CellOutcomes = ReadonlyMap<string, boolean>;
const noCells: CellOutcomes = new Map();

/** What failed a conversation, in words. */
export function reasonsOf({ verdicts, findings }: TestResult): string[] {
  return [
    ...verdicts
      .filter(({ passed, level }) => passed === false && level === "hard")
      .map(({ expectation }) => expectation),
    ...findings.filter(({ level }) => level === "hard").map((finding) => finding.class),
  ];
}

function outcomeUnder(group: string, { outcome }: TestResult): Outcomes {
  return outcome === "error" ? [] : [[group, outcome === "passed"]];
}

function expectationOutcomes({ cell, verdicts }: TestResult): Outcomes {
  return verdicts.flatMap(({ expectation, passed }) =>
    passed === null ? [] : [[`${cell.scenario}: ${expectation}`, passed] as const],
  );
}

/** Results by their cell under each group. */
function outcomesByGroup(
  results: ReadonlyMap<string, TestResult>,
  of: (result: TestResult) => Outcomes,
): ReadonlyMap<string, CellOutcomes> {
  const groups = new Map<string, Map<string, boolean>>();
  for (const [cell, result] of results) {
    for (const [name, held] of of(result)) {
      const group = groups.get(name) ?? new Map<string, boolean>();
      groups.set(name, group.set(cell, held));
    }
  }
  return groups;
}

/** What two conversations that are counterparts have in common. The bot counts only where there are several. */
function cellKey(...tests: readonly (readonly TestResult[])[]): (cell: TestCell) => string {
  const bots = tests.map((results) => new Set(results.map(({ cell }) => cell.bot)).size);
  const several = bots.some((count) => count > 1);
  return ({ scenario, persona, bot, repeat }) =>
    JSON.stringify([scenario, persona, several ? bot : null, repeat]);
}

function byCell(
  results: readonly TestResult[],
  key: (cell: TestCell) => string,
): ReadonlyMap<string, TestResult> {
  const cells = new Map<string, TestResult>();
  for (const result of results) {
    const cell = key(result.cell);
    if (cells.has(cell))
      throw new InvalidArgumentError(`Two conversations of one test have the same place: ${cell}`, {
        hint: "Compare one run with one run; repeats of a place carry numbers of their own.",
      });
    cells.set(cell, result);
  }
  return cells;
}
