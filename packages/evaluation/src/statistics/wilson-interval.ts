import type { Interval } from "../dataset-evaluator.ts";
import { InvalidArgumentError } from "@sdialog/core";
import { checkLevel, checkUnits } from "./check-numbers.ts";
import { meanEstimator, standardError, type Units } from "./estimator.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentQuantile } from "./student-quantile.ts";

/**
 * Interval of a frequency (Wilson 1927), right also for few trials and for 0 % or 100 %; `null` without trials.
 *
 * @throws InvalidArgumentError for what is not a share, or a level outside (0, 1)
 */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval | null {
  checkLevel(level);
  if (!(successes >= 0 && successes <= trials && Number.isFinite(trials)))
    throw new InvalidArgumentError(`wilsonInterval: ${successes} of ${trials} is not a share`);
  if (trials === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  // Where none or all succeed, the end is 0 or 1 by the formula; rounding makes something beside it.
  return {
    low: successes === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: successes === trials ? 1 : Math.min(1, (centre + half) / scale),
    level,
  };
}

/**
 * Interval of how often values are 1 rather than 0, units (dialogues) taken as wholes: Wilson's for as many
 * independent trials as the values are worth (Korn & Graubard 1998). Turns of one dialogue that all agree are worth
 * one; where all values agree, nothing shows what they are worth, and a unit counts once. Where few units could show it,
 * because what is counted is rare, the agreement seen is drawn towards that: {@link leastAgreement}. `null` without units.
 *
 * @throws InvalidArgumentError for values outside [0, 1], or a level outside (0, 1)
 */
export function clusteredWilsonInterval(units: Units, level = 0.95): Interval | null {
  checkUnits("clusteredWilsonInterval", units);
  const n = units.length;
  const all = Uint32Array.from(units.keys());
  const trials = units.reduce((count, unit) => count + unit.length, 0);
  if (n === 0 || trials === n)
    return wilsonInterval(Math.round(units.flat().reduce((a, b) => a + b, 0)), n, level);
  const found = meanEstimator(units)(all);
  const share = found.value;
  const error = standardError(found);
  if (n < 2 || share <= 0 || share >= 1 || !(error > 0)) return wilsonInterval(share * n, n, level);
  const length = units.reduce((sum, unit) => sum + unit.length ** 2, 0) / trials;
  const inflation = (trials * error ** 2) / (share * (1 - share));
  const agreement = length > 1 ? Math.min(1, Math.max(0, (inflation - 1) / (length - 1))) : 0;
  const seen = n * share * (1 - share);
  const held = (seen * agreement + leastAgreement) / (seen + leastAgreement);
  const worth = trials / Math.max(inflation, 1 + (length - 1) * held);
  // Few units know the error itself only roughly.
  const p = (1 + level) / 2;
  const effective = worth * (normalQuantile(p) / studentQuantile(p, n - 1)) ** 2;
  return wilsonInterval(share * effective, effective, level);
}

/**
 * How many units' worth of full agreement is added to the agreement that the units show: their turns look independent
 * when none of the few dialogues that would be all yes happens to be among them.
 */
const leastAgreement = 0.5;
