import { deriveSeed, type Dialog, type Seed } from "@sdialog/core";
import type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
  Interval,
  Statistic,
} from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";
import { bootstrap } from "../statistics/bootstrap.ts";
import { cliffsDelta } from "../statistics/cliffs-delta.ts";
import { permutationTest } from "../statistics/permutation-test.ts";
import { type EvaluatorOptions, type ResamplingPlan, resamplingPlan } from "./evaluator-options.ts";
import { gatherer, type ScoredSample, scoredSample } from "./scored-sample.ts";

/**
 * Base of the evaluators that summarise a score over a dataset. Scores that give lists are pooled; dialogues stay
 * the units of intervals and tests. With a reference, tells whether the dataset differs from it: permutation test
 * on the first statistic, Cliff's δ on the values.
 */
export abstract class ScoreEvaluator implements DatasetEvaluator {
  readonly name: string;
  readonly dialogScore: DialogScore;
  protected readonly plan: ResamplingPlan;

  constructor(kind: string, score: DialogScore, options: EvaluatorOptions = {}) {
    this.name = options.name ?? `${kind}-${score.name}`;
    this.dialogScore = score;
    this.plan = resamplingPlan(options);
  }

  /** The statistics of the values; NaN where they define none. */
  protected abstract statistics(values: Float64Array): Readonly<Record<string, number>>;

  /** The statistic that is tested: the first. */
  protected tested(values: Float64Array): number {
    return Object.values(this.statistics(values))[0] as number;
  }

  /** The values as the statistics take them. @throws InvalidArgumentError for values that cannot be meant */
  protected prepare(sample: ScoredSample): ScoredSample {
    return sample;
  }

  protected intervals(sample: ScoredSample, seed: Seed): (Interval | null)[] {
    const draw = gatherer(sample.units);
    const values = (indices: Uint32Array): number[] => Object.values(this.statistics(draw(indices)));
    return bootstrap(sample.units.length, values, {
      ...this.plan,
      seed: deriveSeed(seed, this.name, "bootstrap"),
    });
  }

  async evaluate(dialogs: readonly Dialog[], options: EvaluationOptions = {}): Promise<EvaluationResult> {
    const { reference, seed = 0, ...running } = options;
    const sample = this.prepare(await scoredSample(this.dialogScore, dialogs, { ...running, seed }));
    const intervals = this.intervals(sample, seed);
    const values = Object.entries(this.statistics(sample.values));
    const statistics = values.map(([name, value], index): [string, Statistic] => [
      name,
      { value: Number.isFinite(value) ? value : null, interval: intervals[index] ?? null },
    ]);
    const difference =
      reference === undefined || reference === dialogs || this.plan.permutations === 0
        ? undefined
        : this.difference(
            sample,
            this.prepare(await scoredSample(this.dialogScore, reference, { ...running, seed })),
            seed,
          );
    return {
      name: this.name,
      statistics: Object.fromEntries(statistics),
      n: sample.units.length,
      missing: sample.missing,
      failed: sample.failed,
      seed,
      score: { name: this.dialogScore.name, configuration: this.dialogScore.configuration ?? {} },
      sample: [...sample.values],
      difference,
    };
  }

  private difference(sample: ScoredSample, reference: ScoredSample, seed: Seed): Difference | undefined {
    if (sample.units.length === 0 || reference.units.length === 0) return undefined;
    const draw = gatherer([...sample.units, ...reference.units]);
    const p = permutationTest(
      [sample.units.length, reference.units.length],
      (ofSample, ofReference) => Math.abs(this.tested(draw(ofSample)) - this.tested(draw(ofReference))),
      { permutations: this.plan.permutations, seed: deriveSeed(seed, this.name, "permutation") },
    );
    return { p, adjustedP: p, effect: cliffsDelta(sample.values, reference.values) };
  }
}
