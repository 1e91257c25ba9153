import { meanInterval, wilsonInterval } from "@sdialog/evaluation/statistics";
import type { Interval } from "@sdialog/evaluation";
import { cellGroups } from "./cell-groups.ts";
import { resampling, withinShares } from "./resampling.ts";
import type { TestResult } from "./test-result.ts";

/** How likely it is that so many conversations of the same scenario, persona and bot all pass. */
export interface PassHat {
  /** How many. */
  readonly k: number;
  /** Estimated without bias: the mean of C(c, k) / C(n, k) over the cells, c of whose n conversations passed. */
  readonly chance: number;
  /**
   * 95 % interval, cells drawn as wholes (bootstrap-t). Where the cells do not differ, so that drawing them shows nothing:
   * Wilson's interval of the rate at which all conversations pass, to the k-th power, as wide as is needed to hold the
   * estimate: of one cell with two conversations, one of which passed, pass^2 is estimated as 0.
   */
  readonly interval: Interval;
}

/**
 * pass^k for k = 1, 2, … up to the fewest repeats of a cell (Yao et al. 2024, τ-bench). Conversations that could not be
 * judged take no part.
 */
export function passHat(results: readonly TestResult[]): readonly PassHat[] {
  const judged = results.filter(({ outcome }) => outcome !== "error");
  const cells = cellGroups(judged).map((group) => ({
    trials: group.length,
    passed: group.filter(({ outcome }) => outcome === "passed").length,
  }));
  if (cells.length === 0) return [];
  const trials = cells.reduce((sum, cell) => sum + cell.trials, 0);
  const passed = cells.reduce((sum, cell) => sum + cell.passed, 0);
  const pooled = wilsonInterval(passed, trials) as Interval;
  return Array.from({ length: Math.min(...cells.map((cell) => cell.trials)) }, (_, index) => {
    const k = index + 1;
    const chances = cells.map((cell) => chanceAllPass(cell, k));
    const drawn = meanInterval(
      chances.map((chance) => [chance]),
      resampling,
    );
    const chance = chances.reduce((sum, each) => sum + each, 0) / cells.length;
    const interval =
      drawn === null
        ? { ...pooled, low: Math.min(pooled.low ** k, chance), high: pooled.high ** k }
        : withinShares(drawn);
    return { k, chance, interval };
  });
}

/** C(passed, k) / C(trials, k), without large factorials. */
function chanceAllPass({ passed, trials }: { readonly passed: number; readonly trials: number }, k: number) {
  let chance = 1;
  for (let drawn = 0; drawn < k; drawn++) chance *= Math.max(0, passed - drawn) / (trials - drawn);
  return chance;
}
