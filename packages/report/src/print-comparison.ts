import { requireArguments, checkOptions } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { renderTable, type TableOptions, tableOptionNames } from "./render-table.ts";

/** Writes {@link renderTable} to the console. */
export function printComparison(comparison: ComparisonData, options?: TableOptions): void {
  checkOptions("printComparison", options, tableOptionNames);
  requireArguments("printComparison", arguments, 1);
  // oxlint-disable-next-line no-console -- printing is what this function is for
  console.log(renderTable(comparison, options));
}
