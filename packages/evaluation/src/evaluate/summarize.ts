import { deriveSeed, type Seed } from "@sdialog/core";
import { bootstrap } from "../statistics/bootstrap.ts";
import { mean, median, standardDeviation } from "../statistics/moments.ts";
import { gather, gatherer } from "../evaluators/scored-sample.ts";
import type { ResamplingPlan } from "../evaluators/evaluator-options.ts";

/** A metric over all dialogues; `null` where no dialogue defines it. */
export interface MetricSummary {
  readonly mean: number | null;
  /** Standard deviation of the values themselves (÷ n). */
  readonly std: number | null;
  readonly median: number | null;
  /** How many dialogues have a value. */
  readonly n: number;
  /** Bootstrap interval of the mean, low and high. */
  readonly ci: readonly [number, number] | null;
  /** How many dialogues the metric is not defined for. */
  readonly missing: number;
  /** How many dialogues the metric failed on. */
  readonly failed: number;
}

/** @param units per dialogue with a value, its values: one, or a list's */
export function summarize(
  units: readonly (readonly number[])[],
  counts: { readonly missing: number; readonly failed: number },
  { seed, level, resamples }: Omit<ResamplingPlan, "permutations"> & { readonly seed: Seed },
): MetricSummary {
  const values = gather(units);
  if (values.length === 0) return { mean: null, std: null, median: null, n: 0, ci: null, ...counts };
  const draw = gatherer(units);
  const [interval = null] = bootstrap(units.length, (indices) => [mean(draw(indices))], {
    seed: deriveSeed(seed, "bootstrap"),
    level,
    resamples,
  });
  return {
    mean: mean(values),
    std: standardDeviation(values),
    median: median(values),
    n: units.length,
    ci: interval && [interval.low, interval.high],
    ...counts,
  };
}
