import type { Statistic } from "../dataset-evaluator.ts";
import type { ComparisonCell, ComparisonData } from "./comparison-data.ts";

/** A statistic of an evaluator, over all datasets. */
export interface ComparisonRow {
  readonly evaluator: string;
  /** `null` when the evaluator failed everywhere. */
  readonly statistic: string | null;
  /** The evaluator's name, followed by the statistic's when it has several. */
  readonly label: string;
  readonly cells: readonly ComparisonRowCell[];
}

/** One number of a comparison's table. */
export interface ComparisonRowCell extends ComparisonCell {
  /** `null` when the evaluator failed on this dataset or found nothing to measure. */
  readonly statistic: Statistic | null;
}

export function comparisonRows({ results }: ComparisonData): ComparisonRow[] {
  const evaluators = [...new Set(results.map(({ evaluator }) => evaluator))];
  return evaluators.flatMap((evaluator) => {
    const cells = results.filter((cell) => cell.evaluator === evaluator);
    const statistics = [...new Set(cells.flatMap(({ result }) => Object.keys(result?.statistics ?? {})))];
    const rowOf = (statistic: string | null): ComparisonRow => ({
      evaluator,
      statistic,
      label: statistics.length > 1 ? `${evaluator}-${kebab(statistic ?? "")}` : evaluator,
      cells: cells.map((cell) =>
        Object.assign({}, cell, {
          statistic: (statistic === null ? null : cell.result?.statistics[statistic]) ?? null,
        }),
      ),
    });
    return statistics.length === 0 ? [rowOf(null)] : statistics.map(rowOf);
  });
}

function kebab(name: string): string {
  return name.replaceAll(/([a-z])([A-Z])/g, "$1-$2").toLowerCase();
}
