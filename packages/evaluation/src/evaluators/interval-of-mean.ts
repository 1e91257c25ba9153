import type { Interval } from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";
import type { ResamplingOptions } from "../statistics/bootstrap.ts";
import type { Units } from "../statistics/estimator.ts";
import { meanInterval } from "../statistics/mean-interval.ts";
import { clusteredWilsonInterval } from "../statistics/wilson-interval.ts";

/**
 * The interval that the mean of a score has wherever it is shown: Wilson's where the score says yes or no, so that the
 * mean is a frequency, else bootstrap-t.
 */
export function intervalOfMean(
  { yesNo }: Pick<DialogScore, "yesNo">,
  units: Units,
  plan: ResamplingOptions,
): Interval | null {
  return yesNo === true ? clusteredWilsonInterval(units, plan.level) : meanInterval(units, plan);
}
