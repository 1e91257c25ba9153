import type { Comparison } from "@sdialog/evaluation";
import { rowTitle } from "@sdialog/report";
import type { EvaluationResultView } from "../../protocol/evaluation.ts";

/** A comparison as the page shows it. @param plots what each plot shows */
export function resultView(
  id: string,
  comparison: Comparison,
  plots: readonly string[],
): EvaluationResultView {
  return {
    id,
    sets: comparison.datasets,
    reference: comparison.reference,
    plots,
    rows: comparison.rows().map((row) => ({
      label: rowTitle(row),
      cells: row.cells.map(({ dataset, statistic, result, error }) => ({
        set: dataset,
        value: statistic?.value ?? null,
        low: statistic?.interval?.low ?? null,
        high: statistic?.interval?.high ?? null,
        p: result?.difference?.adjustedP ?? null,
        error: error?.message ?? result?.failed?.message ?? null,
      })),
    })),
  };
}
