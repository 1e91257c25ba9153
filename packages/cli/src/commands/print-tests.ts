import { visibleText } from "@sdialog/core/internal";
import type { TestCounts, TestedDialog, TestSummary } from "@sdialog/testing";
import { formatTable } from "../terminal/table.ts";
import { printLine, type Terminal } from "../terminal/terminal.ts";

/** What came of a test: counts, goals, what failed most often, and of the first that failed what was said. */
export function printTests(
  terminal: Terminal,
  summary: TestSummary,
  tested: readonly TestedDialog[],
  folder: string,
): void {
  // Attackers are a scenario for each technique: they are counted once, by technique.
  const attacks = new Set(
    tested.flatMap(({ result: { tags, cell } }) => ("technique" in tags ? [cell.scenario] : [])),
  );
  const scenarios = Object.entries(summary.byScenario).filter(([name]) => !attacks.has(name));
  const techniques = byTechnique(summary);
  if (scenarios.length > 0) printCounts(terminal, "scenario", scenarios);
  if (techniques.length > 0) printCounts(terminal, "technique", techniques);
  const bots = Object.entries(summary.byBot);
  if (bots.length > 1) printCounts(terminal, "chatbot", bots);
  printGoals(terminal, summary);
  const again = summary.passHat.filter(({ k }) => k > 1);
  if (again.length > 0)
    printLine(
      terminal,
      `All of k repeats pass: ${again.map(({ k, chance, interval }) => `pass^${k} ${percent(chance)} (95 %: ${percent(interval.low)} to ${percent(interval.high)})`).join(", ")}`,
    );
  if (summary.score !== null) {
    const { score, scoreInterval } = summary;
    const range =
      scoreInterval === null
        ? ""
        : ` (95 %: ${scoreInterval.low.toFixed(2)} to ${scoreInterval.high.toFixed(2)})`;
    printLine(terminal, `Soft expectations: a mean score of ${score.toFixed(2)}${range}`);
  }
  for (const { what, level, conversations } of summary.failures.slice(0, 8))
    printLine(terminal, `  ${conversations}× ${visibleText(what)}${level === "soft" ? " (soft)" : ""}`);
  for (const { result } of tested.filter((one) => one.result.outcome === "failed").slice(0, 3)) {
    const { cell, verdicts, findings } = result;
    printLine(
      terminal,
      terminal.color.bold(
        visibleText(
          `${cell.scenario}, ${cell.persona}, #${cell.repeat + 1}${bots.length > 1 ? `, ${cell.bot}` : ""}`,
        ),
      ),
    );
    const evidence = [
      ...verdicts.filter(({ passed, level }) => passed === false && level === "hard"),
      ...findings.filter(({ level }) => level === "hard"),
    ].flatMap((one) => one.evidence.slice(0, 1));
    for (const { turn, speaker, quote } of evidence)
      printLine(
        terminal,
        terminal.color.dim(
          visibleText(
            `  ${turn === null ? "" : `${turn + 1} `}${speaker === null ? "" : `${speaker}: `}${quote}`,
          ),
        ),
      );
  }
  printLine(terminal, `Everything is in ${terminal.color.cyan(folder)}`);
}

function printGoals(terminal: Terminal, { goals: { reached, missed } }: TestSummary): void {
  if (reached + missed > 0) printLine(terminal, `Goals reached: ${reached} of ${reached + missed}`);
}

/** What came of attackers, by name; conversations end in any order. */
export function byTechnique({
  byTag,
}: TestSummary): readonly (readonly [name: string, counts: TestCounts])[] {
  return Object.entries(byTag["technique"] ?? {}).toSorted(([a], [b]) => a.localeCompare(b));
}

function printCounts(
  terminal: Terminal,
  what: "scenario" | "technique" | "chatbot",
  groups: readonly (readonly [name: string, counts: TestCounts])[],
): void {
  const rows = groups.map(([name, counts]) => [
    name,
    counts.conversations,
    counts.passed,
    counts.failed,
    counts.errors,
    percent(counts.passRate),
    counts.interval === null ? "–" : `${percent(counts.interval.low)} to ${percent(counts.interval.high)}`,
  ]);
  const header = [what, "conversations", "passed", "failed", "errors", "pass rate", "95 %"];
  printLine(terminal, formatTable(terminal, header, rows));
}

function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}
