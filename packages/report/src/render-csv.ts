import { requireArguments } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import Papa from "papaparse";

/** One line per dataset and statistic, with a header. */
export function renderCsv(comparison: ComparisonData): string {
  requireArguments("renderCsv", arguments, 1);
  const lines = comparisonRows(comparison).flatMap((row) =>
    row.cells.map(({ dataset, result, error, statistic }) => {
      const first = Object.keys(result?.statistics ?? {})[0] === row.statistic;
      const difference = first ? result?.difference : undefined;
      return {
        dataset,
        evaluator: row.evaluator,
        statistic: row.statistic,
        value: statistic?.value ?? null,
        low: statistic?.interval?.low ?? null,
        high: statistic?.interval?.high ?? null,
        level: statistic?.interval?.level ?? null,
        better: statistic?.better ?? null,
        n: result?.n ?? null,
        dialogs: comparison.datasets.find(({ name }) => name === dataset)?.n ?? null,
        missing: result?.missing ?? null,
        failed: result === null ? null : (result.failed?.count ?? 0),
        p: difference?.p ?? null,
        adjusted_p: difference?.adjustedP ?? null,
        effect: difference?.effect ?? null,
        seed: comparison.seed,
        error: error?.message ?? null,
      };
    }),
  );
  return `${Papa.unparse(lines, { newline: "\n", escapeFormulae: true })}\n`;
}
