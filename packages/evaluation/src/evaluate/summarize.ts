import type { DialogScore } from "../dialog-score.ts";
import { intervalOfMean } from "../evaluators/interval-of-mean.ts";
import { gather } from "../evaluators/scored-sample.ts";
import type { ResamplingOptions } from "../statistics/bootstrap.ts";
import { mean, median, standardDeviation, sum } from "../statistics/moments.ts";
import type { Outcome } from "./score-chunk.ts";

/** A metric over all dialogues; `null` where no dialogue defines it. */
export interface MetricSummary {
  readonly mean: number | null;
  /** Standard deviation of the values themselves (÷ n). */
  readonly std: number | null;
  readonly median: number | null;
  /** How many dialogues have a value. */
  readonly n: number;
  /**
   * Interval of the mean, low and high: bootstrap-t, or Wilson's for answers of yes and no; `null` for fewer than
   * two dialogues and for values without any spread.
   */
  readonly ci: readonly [number, number] | null;
  /** How many dialogues the metric is not defined for. */
  readonly missing: number;
  /** How many dialogues the metric failed on. */
  readonly failed: number;
  /** How many numbers were NaN or infinite, and count as missing; not given for none. */
  readonly notFinite?: number;
}

/**
 * Sums up metrics over dialogues.
 *
 * @param outcomes by dialogue, then by metric
 * @returns by metric
 */
export function summarize(
  outcomes: readonly (readonly Outcome[])[],
  scores: readonly Pick<DialogScore, "yesNo">[],
  plan: ResamplingOptions,
): MetricSummary[] {
  return scores.map((score, metric) =>
    summary(
      score,
      outcomes.map((row) => row[metric] as Outcome),
      plan,
    ),
  );
}

function summary(
  score: Pick<DialogScore, "yesNo">,
  outcomes: readonly Outcome[],
  plan: ResamplingOptions,
): MetricSummary {
  const units = outcomes
    .map(({ value }) => (typeof value === "number" ? [value] : (value ?? [])))
    .filter((unit) => unit.length > 0);
  const failed = outcomes.filter(({ error }) => error !== undefined).length;
  const notFinite = sum(outcomes.map((outcome) => outcome.notFinite ?? 0));
  const counts = {
    n: units.length,
    missing: outcomes.length - units.length - failed,
    failed,
    ...(notFinite > 0 ? { notFinite } : {}),
  };
  if (units.length === 0) return { mean: null, std: null, median: null, ci: null, ...counts };
  const values = gather(units);
  const interval = intervalOfMean(score, units, plan);
  return {
    mean: mean(values),
    std: standardDeviation(values),
    median: median(values),
    ci: interval && [interval.low, interval.high],
    ...counts,
  };
}
