import { deriveSeed, type Seed } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import type { ResamplingPlan } from "../evaluators/evaluator-options.ts";
import { gather } from "../evaluators/scored-sample.ts";
import { bootstrap } from "../statistics/bootstrap.ts";
import { mean, median, standardDeviation } from "../statistics/moments.ts";
import type { Outcome } from "./score-chunk.ts";

/** A metric over all dialogues; `null` where no dialogue defines it. */
export interface MetricSummary {
  readonly mean: number | null;
  /** Standard deviation of the values themselves (÷ n). */
  readonly std: number | null;
  readonly median: number | null;
  /** How many dialogues have a value. */
  readonly n: number;
  /** Bootstrap interval of the mean, low and high; `null` for fewer than two dialogues. */
  readonly ci: readonly [number, number] | null;
  /** How many dialogues the metric is not defined for. */
  readonly missing: number;
  /** How many dialogues the metric failed on. */
  readonly failed: number;
}

/**
 * Sums up metrics over dialogues. Dialogues are drawn once for the intervals of all metrics.
 *
 * @param outcomes by dialogue, then by metric
 * @returns by metric
 */
export function summarize(
  outcomes: readonly (readonly Outcome[])[],
  metrics: number,
  { seed, level, resamples }: Omit<ResamplingPlan, "permutations"> & { readonly seed: Seed },
): MetricSummary[] {
  const columns = Array.from(
    { length: metrics },
    (_, metric) => new Column(outcomes.map((row) => row[metric] as Outcome)),
  );
  const intervals = bootstrap(outcomes.length, (indices) => columns.map((column) => column.meanOf(indices)), {
    seed: deriveSeed(seed, "bootstrap"),
    level,
    resamples,
  });
  return columns.map((column, index) => column.summary(intervals[index] ?? null));
}

/** One metric's values, with what makes the mean of any drawn dialogues quick. */
class Column {
  readonly #outcomes: readonly Outcome[];
  readonly #units: readonly (readonly number[])[];
  readonly #centre: number;
  /** Per dialogue, how much its values are above the mean of all together, so that rounding does not show. */
  readonly #sums: Float64Array;
  readonly #counts: Uint32Array;

  constructor(outcomes: readonly Outcome[]) {
    this.#outcomes = outcomes;
    this.#units = outcomes.map(({ value }) => (typeof value === "number" ? [value] : (value ?? [])));
    this.#centre = mean(gather(this.#units));
    this.#sums = Float64Array.from(this.#units, (unit) =>
      unit.reduce((sum, value) => sum + (value - this.#centre), 0),
    );
    this.#counts = Uint32Array.from(this.#units, (unit) => unit.length);
  }

  /** NaN when none of the dialogues has a value. */
  meanOf(indices: Uint32Array): number {
    const [sums, counts] = [this.#sums, this.#counts];
    let [sum, count] = [0, 0];
    for (let place = 0; place < indices.length; place++) {
      const index = indices[place] as number;
      sum += sums[index] as number;
      count += counts[index] as number;
    }
    return this.#centre + sum / count;
  }

  summary(interval: Interval | null): MetricSummary {
    const units = this.#units.filter((unit) => unit.length > 0);
    const failed = this.#outcomes.filter(({ error }) => error !== undefined).length;
    const counts = { n: units.length, missing: this.#outcomes.length - units.length - failed, failed };
    if (units.length === 0) return { mean: null, std: null, median: null, ci: null, ...counts };
    const values = gather(units);
    return {
      mean: mean(values),
      std: standardDeviation(values),
      median: median(values),
      ci: interval === null || units.length < 2 ? null : [interval.low, interval.high],
      ...counts,
    };
  }
}
