import { checkOptions } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { meanInterval } from "@sdialog/evaluation/statistics";
import { within01 } from "./coverage.ts";
import {
  type PairedMeasure,
  type PairedMeasureOptions,
  pairedMeasureOptionNames,
} from "./outcome-calibration.ts";

/** What a simulated user and a person answered to the same question about the same conversation or task. */
export interface RatingPair {
  readonly simulated: number;
  readonly real: number;
}

/** The ends of the scale that ratings are on. */
export interface RatingScale {
  readonly min: number;
  readonly max: number;
}

/**
 * Mean absolute difference of what simulated users and people answer to a questionnaire, the scale's length being 1 (Zhou
 * et al. 2026, arXiv 2603.11245). 0: they always answer the same.
 *
 * @returns `null` without ratings
 * @throws InvalidArgumentError for an empty scale and ratings outside it
 */
export function evaluativeAgreement(
  ratings: readonly RatingPair[],
  scale: RatingScale,
  options: PairedMeasureOptions = {},
): PairedMeasure | null {
  const {
    resamples = 1000,
    level = 0.95,
    seed = 0,
  } = checkOptions("evaluativeAgreement", options, pairedMeasureOptionNames);
  if (!(scale.min < scale.max && Number.isFinite(scale.max - scale.min)))
    throw new InvalidArgumentError(`A scale from ${scale.min} to ${scale.max} has no length`);
  for (const rating of ratings.flatMap(({ simulated, real }) => [simulated, real])) {
    if (!(rating >= scale.min && rating <= scale.max))
      throw new InvalidArgumentError(
        `The rating ${rating} is not on the scale from ${scale.min} to ${scale.max}`,
      );
  }
  if (ratings.length === 0) return null;
  const units = ratings.map(({ simulated, real }) => [Math.abs(simulated - real) / (scale.max - scale.min)]);
  const interval = meanInterval(units, { resamples, level, seed });
  return {
    value: units.reduce((sum, [difference]) => sum + (difference as number), 0) / units.length,
    interval: interval && within01(interval),
    n: units.length,
  };
}
