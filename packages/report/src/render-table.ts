import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import Table from "cli-table3";
import { comparisonTable } from "./comparison-table.ts";

/** How a table is drawn in a terminal. */
export interface TableOptions {
  /** Whether to use terminal colours. Default: false. */
  readonly color?: boolean | undefined;
}

/** The names of {@link TableOptions}. */
export const tableOptionNames: OptionNames<TableOptions> = { color: true };

/** {@link comparisonTable} drawn in a box, as wide as its content, with footnotes below. */
export function renderTable(comparison: ComparisonData, options: TableOptions = {}): string {
  const { color = false } = checkOptions("renderTable", options, tableOptionNames);
  const { header, rows, footnotes } = comparisonTable(comparison);
  const table = new Table({
    head: [...header],
    style: color ? { compact: true, head: ["cyan"] } : { compact: true, head: [], border: [] },
  });
  for (const row of rows) table.push([...row]);
  return [table.toString(), ...footnotes].join("\n");
}
