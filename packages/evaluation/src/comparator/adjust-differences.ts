import { holm } from "@sdialog/core/internal";
import type { ComparisonCell } from "./comparison-data.ts";

/** The cells with the p-values of all their tests corrected for being several. */
export function adjustDifferences(cells: readonly ComparisonCell[]): ComparisonCell[] {
  const tested = cells.filter((cell) => cell.result?.difference !== undefined);
  const adjusted = holm(tested.map((cell) => cell.result?.difference?.p as number));
  return cells.map((cell) => {
    const { result } = cell;
    if (result?.difference === undefined) return cell;
    const adjustedP = adjusted[tested.indexOf(cell)] as number;
    const { smallestP } = result.difference;
    const smallest =
      smallestP === undefined ? {} : { smallestAdjustedP: Math.min(1, smallestP * tested.length) };
    return Object.assign({}, cell, {
      result: { ...result, difference: { ...result.difference, adjustedP, ...smallest } },
    });
  });
}
