import { checkOptions } from "@sdialog/core/internal";
import { evaluationOptionNames } from "../dataset-evaluator.ts";
import { deriveSeed, type Dialog, InvalidArgumentError } from "@sdialog/core";
import type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
  Interval,
  Statistic,
} from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";
import type { ResamplingOptions } from "../statistics/bootstrap.ts";
import { meanEstimator, type Units } from "../statistics/estimator.ts";
import { cliffsDelta } from "../statistics/cliffs-delta.ts";
import {
  pairedPermutationTest,
  type PermutationOptions,
  permutationTest,
  smallestMeanP,
  smallestPairedP,
} from "../statistics/permutation-test.ts";
import { studentizedDistance, studentizedPairDistance } from "../statistics/studentized-distance.ts";
import {
  checkScore,
  type EvaluatorOptions,
  type ResamplingPlan,
  resamplingPlan,
} from "./evaluator-options.ts";
import { extremesOf, gather, type ScoredSample, scoredSample } from "./scored-sample.ts";

/**
 * Base of the evaluators that summarise a score over a dataset. Scores that give lists are pooled; dialogues stay
 * the units of intervals and tests. With a reference, tells whether the dataset differs from it by the first statistic
 * (by that and nothing else: another spread is no other mean): a studentised permutation test of means, a percentile
 * bootstrap of medians; Cliff's δ on the values.
 */
export abstract class ScoreEvaluator implements DatasetEvaluator {
  readonly name: string;
  readonly dialogScore: DialogScore;
  protected readonly plan: ResamplingPlan;

  constructor(kind: string, score: DialogScore, options: EvaluatorOptions = {}) {
    checkScore(kind, score);
    this.name = options.name ?? `${kind}-${score.name}`;
    this.dialogScore = score;
    this.plan = resamplingPlan(options);
  }

  /** What reports call the test. */
  protected readonly testName: string = "studentised permutation test of means";

  /** The statistics of the values, the one that is tested first; NaN where they define none. */
  protected abstract statistics(values: Float64Array): Readonly<Record<string, number>>;

  /**
   * Whether two samples have the same first statistic, in (0, 1]; here of means. Those of pairs belong together, the i-th of
   * one and the i-th of the other.
   */
  protected test(own: Units, held: Units, paired: boolean, plan: PermutationOptions): number {
    const estimator = meanEstimator([...own, ...held]);
    return paired
      ? pairedPermutationTest(own.length, studentizedPairDistance(estimator), plan)
      : permutationTest([own.length, held.length], studentizedDistance(estimator), plan);
  }

  /** The smallest p that the test of so many units could have given. */
  protected least(sizes: readonly [number, number], permutations: number): number {
    return smallestMeanP(sizes, permutations);
  }

  /** Intervals by statistic; `null`, or not given, for those that have none. */
  protected abstract intervals(
    units: Units,
    plan: ResamplingOptions,
  ): Readonly<Record<string, Interval | null>>;

  /** Which direction of a statistic is better: by default, the score's. */
  protected better(_statistic: string): Statistic["better"] {
    return this.dialogScore.direction;
  }

  /** The values as the statistics take them. @throws InvalidArgumentError for values that the statistics do not accept */
  protected prepare(sample: ScoredSample): ScoredSample {
    return sample;
  }

  async evaluate(dialogs: readonly Dialog[], options: EvaluationOptions = {}): Promise<EvaluationResult> {
    checkOptions("ScoreEvaluator.evaluate", options, evaluationOptionNames);
    const { reference, seed = 0, signal, concurrency } = options;
    const running = { seed, signal, concurrency };
    const sample = this.prepare(await scoredSample(this.dialogScore, dialogs, running));
    const { level, resamples } = this.plan;
    const intervals = this.intervals(sample.units, { level, resamples, seed });
    const values = Object.entries(this.statistics(sample.values));
    const statistics = values.map(([name, value]): [string, Statistic] => [
      name,
      {
        value: Number.isFinite(value) ? value : null,
        interval: intervals[name] ?? null,
        better: this.better(name),
      },
    ]);
    const tested = reference !== undefined && reference !== dialogs && this.plan.permutations > 0;
    const difference = tested
      ? this.#difference(
          sample,
          this.prepare(await scoredSample(this.dialogScore, reference, running)),
          options,
        )
      : undefined;
    return {
      name: this.name,
      statistics: Object.fromEntries(statistics),
      n: sample.units.length,
      missing: sample.missing,
      ...(sample.notFinite > 0 ? { notFinite: sample.notFinite } : {}),
      failed: sample.failed,
      seed,
      score: { name: this.dialogScore.name, configuration: this.dialogScore.configuration ?? {} },
      sample: [...sample.values],
      extremes: extremesOf(sample),
      difference,
    };
  }

  #difference(
    sample: ScoredSample,
    reference: ScoredSample,
    { seed = 0, paired = false }: EvaluationOptions,
  ): Difference | undefined {
    const [own, held] = paired ? pairs(sample, reference) : [sample.units, reference.units];
    if (own.length === 0 || held.length === 0) return undefined;
    const { permutations } = this.plan;
    const plan = { permutations, seed: deriveSeed(seed, this.name, "permutation") };
    const sizes = [own.length, held.length] as const;
    const least = paired ? smallestPairedP(own.length, permutations) : this.least(sizes, permutations);
    // Rounds drawn at random may hold the observed deal less often than all deals do.
    const p = Math.max(least, this.test(own, held, paired, plan));
    const effect = cliffsDelta(gather(own), gather(held));
    const test = this.testName;
    return { test, p, adjustedP: p, smallestP: least, effect, ...(paired ? { pairs: own.length } : {}) };
  }
}

/** The units of both samples whose dialogues have the same id, in the same order. */
function pairs(sample: ScoredSample, reference: ScoredSample): readonly [Units, Units] {
  const held = new Map(reference.ids.map((id, index) => [id, reference.units[index] as readonly number[]]));
  const own = new Map(sample.ids.map((id, index) => [id, sample.units[index] as readonly number[]]));
  if (held.size < reference.ids.length || own.size < sample.ids.length) {
    throw new InvalidArgumentError(
      "Dialogues cannot be paired, because several of one dataset have the same id",
    );
  }
  const shared = [...own.keys()].filter((id) => held.has(id));
  return [
    shared.map((id) => own.get(id) as readonly number[]),
    shared.map((id) => held.get(id) as readonly number[]),
  ];
}
