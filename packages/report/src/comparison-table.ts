import { requireArguments, visibleText } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import { footnotes, formatCell, formatLabel, marked } from "./format-cell.ts";

/** A comparison as texts, for whoever draws tables. */
export interface ComparisonTable {
  /** Nothing above the statistics, then each dataset with its size below it. */
  readonly header: readonly string[];
  /** A statistic, then what it is for each dataset. */
  readonly rows: readonly (readonly string[])[];
  readonly footnotes: readonly string[];
}

/** A row per statistic, a column per dataset. Control characters in names are shown. */
export function comparisonTable(comparison: ComparisonData): ComparisonTable {
  requireArguments("comparisonTable", arguments, 1);
  return {
    header: [
      "",
      ...comparison.datasets.map(
        ({ name, n }) => `${shortName(name)}${marked(name, comparison) ? " (reference)" : ""}\nn = ${n}`,
      ),
    ],
    rows: comparisonRows(comparison).map((row) =>
      [shortName(formatLabel(row)), ...row.cells.map((cell) => formatCell(cell, row, comparison))].map(
        (cell) => visibleText(cell),
      ),
    ),
    footnotes: footnotes(comparison).map((note) => visibleText(note)),
  };
}

/** What draws tables is slow where a cell is long. */
const longestName = 200;

function shortName(name: string): string {
  return visibleText(name.length <= longestName ? name : `${name.slice(0, longestName)}…`);
}
