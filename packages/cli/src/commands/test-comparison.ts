import { visibleText } from "@sdialog/core/internal";
import type { GroupDifference, TestComparison } from "@sdialog/testing";
import { formatTable } from "../terminal/table.ts";
import { printLine, type Terminal } from "../terminal/terminal.ts";

/** As many groups are shown that did not change beyond chance; all others are. */
const mostUnclear = 5;

/** What is different from the baseline: what changed beyond chance, then the largest other losses. */
export function printTestComparison(terminal: Terminal, comparison: TestComparison): void {
  const { differences, regressions, broken, mended, unmatched, design, alpha } = comparison;
  if (differences.length === 0) {
    printLine(
      terminal,
      "Nothing in it can be compared with the baseline: no scenario is in both and was judged in both.",
    );
    return;
  }
  const told = differences.filter(({ by, change }) => by === "all" || change !== "unclear");
  const unclear = differences
    .filter((one) => !told.includes(one) && one.difference !== 0)
    .slice(0, mostUnclear);
  printLine(
    terminal,
    formatTable(
      terminal,
      ["against the baseline", "", "before", "now", "points", "95 %", "p", ""],
      [...told, ...unclear].map(row),
    ),
  );
  const test = design === "paired" ? "McNemar’s test, pair by pair" : "Fisher’s test of independent samples";
  const alone = unmatched.current + unmatched.baseline;
  printLine(
    terminal,
    terminal.color.dim(
      `${test}; p corrected for all groups of a kind, level ${alpha}.${alone > 0 ? ` Without counterpart: ${unmatched.current} here, ${unmatched.baseline} there.` : ""}`,
    ),
  );
  const found =
    regressions.length === 0 ? "No regression beyond chance" : `Regressions: ${regressions.length}`;
  const color = regressions.length === 0 ? terminal.color.green : terminal.color.red;
  const changed = design === "paired" ? `; ${broken.length} broken, ${mended.length} mended` : "";
  printLine(terminal, `${color(found)}${changed}.`);
}

function row({
  by,
  name,
  before,
  after,
  difference,
  interval,
  adjustedP,
  change,
}: GroupDifference): string[] {
  return [
    visibleText(name),
    by === "all" ? "" : by,
    `${before.passed}/${before.of}`,
    `${after.passed}/${after.of}`,
    signed(difference),
    `${signed(interval.low)} to ${signed(interval.high)}`,
    adjustedP < 0.001 ? "< 0.001" : adjustedP.toFixed(3),
    change === "unclear" ? "" : change,
  ];
}

function signed(share: number): string {
  const points = Math.round(share * 100);
  return points > 0 ? `+${points}` : String(points).replace("-", "−");
}
