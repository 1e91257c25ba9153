import type { Comparison } from "@sdialog/evaluation";
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
    rows: comparison.rows().map(({ label, cells }) => ({
      label,
      cells: cells.map(({ dataset, statistic, result, error }) => ({
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
