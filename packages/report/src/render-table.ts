import { checkOptions, type OptionNames, visibleText } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import Table from "cli-table3";
import { footnotes, formatCell, formatLabel, marked } from "./format-cell.ts";

/** How a table is drawn in a terminal. */
export interface TableOptions {
  /** Whether to use terminal colours. Default: false. */
  readonly color?: boolean | undefined;
}

/** The names of {@link TableOptions}. */
export const tableOptionNames: OptionNames<TableOptions> = { color: true };

/** A row per statistic, a column per dataset, footnotes below. Control characters in names are shown. */
export function renderTable(comparison: ComparisonData, options: TableOptions = {}): string {
  const { color = false } = checkOptions("renderTable", options, tableOptionNames);
  const table = new Table({
    head: [
      "",
      ...comparison.datasets.map(
        ({ name, n }) => `${shortName(name)}${marked(name, comparison) ? " (reference)" : ""}\nn = ${n}`,
      ),
    ],
    style: color ? { compact: true, head: ["cyan"] } : { compact: true, head: [], border: [] },
  });
  for (const row of comparisonRows(comparison)) {
    table.push(
      [shortName(formatLabel(row)), ...row.cells.map((cell) => formatCell(cell, row, comparison))].map(
        (cell) => visibleText(cell),
      ),
    );
  }
  return [table.toString(), ...footnotes(comparison).map((note) => visibleText(note))].join("\n");
}

/** What draws the table is slow where a cell is long. */
const longestName = 200;

function shortName(name: string): string {
  return visibleText(name.length <= longestName ? name : `${name.slice(0, longestName)}…`);
}
