import type { ComparisonData, ComparisonRow } from "@sdialog/evaluation";
import { comparisonRows, type Label, metricLabel, statisticLabel } from "@sdialog/evaluation/internal";

/** What a row of a comparison is called, for people. */
export function rowLabel({ evaluator, statistic, cells }: ComparisonRow): Label {
  const score = cells.find(({ result }) => result?.score !== undefined)?.result?.score?.name;
  return statisticLabel({ evaluator, statistic, score });
}

/** What a row of a comparison is, for people: `Turn length, mean (words per turn)`. */
export function rowTitle(row: ComparisonRow): string {
  const { title, statistic, unit } = rowLabel(row);
  return withUnit(statistic === null ? title : `${title}, ${statistic}`, unit);
}

/** What an evaluator measures, without unit: `Turn length, mean`; of several statistics, the first. */
export function evaluatorTitle(comparison: ComparisonData, evaluator: string): string {
  const row = comparisonRows(comparison).find((candidate) => candidate.evaluator === evaluator);
  if (row === undefined) return evaluator;
  const { title, statistic } = rowLabel(row);
  return statistic === null ? title : `${title}, ${statistic}`;
}

/** A title with the unit, where there is one that the title does not say. */
export function withUnit(title: string, unit: string | null): string {
  if (unit === null) return title;
  return unit.toLowerCase().startsWith(title.toLowerCase()) ? capital(unit) : `${title} (${unit})`;
}

/** The title of an axis of such numbers: `Turn length (words per turn)`; of a distance, with what it is. */
export function axisTitle({ title, statistic, unit }: Label, ofValues: boolean): string {
  return withUnit(ofValues || statistic === null ? title : capital(statistic), unit);
}

/** The title of an axis of a row's values, whatever is computed of them: `Turn length (words per turn)`. */
export function valuesTitle(row: ComparisonRow): string {
  const score = row.cells.find(({ result }) => result?.score !== undefined)?.result?.score?.name;
  if (score === undefined) return axisTitle(rowLabel(row), true);
  const { title, unit } = metricLabel(score);
  return withUnit(title, unit);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
