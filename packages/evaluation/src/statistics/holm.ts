import { holmAdjusted } from "@sdialog/core/internal";
import { checkProportions } from "./check-numbers.ts";

/**
 * p-values corrected for being several (Holm 1979, step-down): each stays in place, capped at 1.
 *
 * @throws InvalidArgumentError for what is not a p-value: NaN, or outside [0, 1]
 */
export function holm(pValues: readonly number[]): number[] {
  checkProportions("holm", pValues, "p-value");
  return holmAdjusted(pValues);
}
