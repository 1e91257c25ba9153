import type { ComparisonData, ComparisonRow } from "@sdialog/evaluation";
import { formatNumber, significance } from "./format-cell.ts";
import type { Range } from "./distribution.ts";
import { colorsOf } from "./palette.ts";

/** One dataset in a picture: what it is called there, its number, and its values where there are any. */
export interface SetRow {
  readonly dataset: string;
  readonly color: string;
  readonly isReference: boolean;
  readonly value: number;
  readonly interval: Range | null;
  /** Where the value would lie by chance alone. */
  readonly chance: Range | null;
  /** `12.3 [11.9, 12.8] **` */
  readonly told: string;
  readonly sample: readonly number[];
}

/** The datasets of which there is a number, in their order; not the reference's distance from itself. */
export function setRows(row: ComparisonRow, comparison: ComparisonData): SetRow[] {
  const rows = allRows(row, comparison);
  const distances = rows.some(({ chance }) => chance !== null);
  return distances ? rows.filter(({ isReference, chance }) => !isReference || chance !== null) : rows;
}

/** The datasets whose values are at hand, the reference among them, also where the number is a distance from it. */
export function sampleRows(row: ComparisonRow, comparison: ComparisonData): SetRow[] {
  return allRows(row, comparison).filter(({ sample }) => sample.length > 0);
}

function allRows(row: ComparisonRow, comparison: ComparisonData): SetRow[] {
  const colors = colorsOf(comparison);
  return row.cells.flatMap((cell): SetRow[] => {
    const { dataset, statistic, result } = cell;
    const value = statistic?.value ?? null;
    if (value === null) return [];
    const { interval = null, nullBand = null } = statistic ?? {};
    const range = interval === null ? "" : ` [${short(interval.low)}, ${short(interval.high)}]`;
    const stars = significance(cell, row);
    return [
      {
        dataset,
        color: colors.get(dataset) as string,
        isReference: dataset === comparison.reference,
        value,
        interval,
        chance: nullBand,
        told: `${short(value)}${range}${stars === "" ? "" : ` ${stars}`}`,
        sample: result?.sample ?? [],
      },
    ];
  });
}

function short(value: number): string {
  return formatNumber(value, 3);
}

/** The reference's row, where it is one of several. */
export function referenceOf(rows: readonly SetRow[]): SetRow | undefined {
  return rows.length < 2 ? undefined : rows.find(({ isReference }) => isReference);
}
