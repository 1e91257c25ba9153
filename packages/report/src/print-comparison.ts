import { visibleText } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { renderTable, type TableOptions } from "./render-table.ts";

/** Writes {@link renderTable} to the console. */
export function printComparison(comparison: ComparisonData, options?: TableOptions): void {
  // oxlint-disable-next-line no-console -- printing is what this function is for
  console.log(visibleText(renderTable(comparison, options), { keepColors: true }));
}
