import type { Interval } from "../dataset-evaluator.ts";
import { checkLevel, checkUnits } from "./check-numbers.ts";
import { quantileOf, standardError, type Units } from "./estimator.ts";
import { median } from "./moments.ts";
import { studentQuantile } from "./student-quantile.ts";

/**
 * Interval of the median of all values, without assumptions and without chance. One value per unit: the pair of
 * order statistics that holds the median with at least the wanted probability (Thompson 1936). Several: quantiles
 * at the ends of the interval of the share of values below the median (Woodruff 1952), units taken as wholes.
 *
 * `null` when not even the whole range is sure enough (below six units for 95 %), or there is no spread.
 *
 * @throws InvalidArgumentError for values that are not finite, or a level outside (0, 1)
 */
export function medianInterval(units: Units, level: number): Interval | null {
  checkUnits("medianInterval", units);
  checkLevel(level);
  const sorted = units.flat().sort((a, b) => a - b);
  const bounds = units.every((unit) => unit.length === 1)
    ? orderStatistics(sorted, level)
    : quantiles(units, sorted, level);
  return bounds === null || bounds[0] === bounds[1] ? null : { low: bounds[0], high: bounds[1], level };
}

type Bounds = readonly [low: number, high: number];

function orderStatistics(sorted: readonly number[], level: number): Bounds | null {
  const n = sorted.length;
  // ln of the binomial probability of 0, 1, … values below the median.
  let logP = -n * Math.LN2;
  let below = 0;
  let rank = 0;
  for (; rank < n / 2; rank++) {
    below += Math.exp(logP);
    if (2 * below > 1 - level) break;
    logP += Math.log((n - rank) / (rank + 1));
  }
  return rank === 0 ? null : [sorted[rank - 1] as number, sorted[n - rank] as number];
}

function quantiles(units: Units, sorted: readonly number[], level: number): Bounds | null {
  const n = units.length;
  if (n < 2) return null;
  const middle = median(sorted);
  const influence = Float64Array.from(
    units,
    (unit) => unit.reduce((sum, value) => sum + Math.sign(value - middle), 0) / (2 * sorted.length),
  );
  const error = Math.max(standardError({ influence }), 0.5 / Math.sqrt(sorted.length));
  const reach = studentQuantile((1 + level) / 2, n - 1) * error;
  return reach >= 0.5 ? null : [quantileOf(sorted, 0.5 - reach), quantileOf(sorted, 0.5 + reach)];
}
