import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { evaluationOptionNames } from "../dataset-evaluator.ts";
import { deriveSeed, type Dialog, Random, type Seed } from "@sdialog/core";
import type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
  Interval,
} from "../dataset-evaluator.ts";
import { drawWithoutReplacement } from "../statistics/draw-without-replacement.ts";
import { jackknife } from "../statistics/jackknife.ts";
import { quantileOf } from "../statistics/estimator.ts";
import { asFar, permuted, separate, smallestP } from "../statistics/permutation-test.ts";
import {
  costlyPlan,
  type EvaluatorOptions,
  resamplingPlan,
  type ResamplingPlan,
  evaluatorOptionNames,
} from "./evaluator-options.ts";

/** As for every evaluator, and how much of a dataset is looked at. */
export interface DiversityOptions extends EvaluatorOptions {
  /**
   * Most dialogues looked at, a random sample of larger datasets. Diversity depends on how many there are: when not
   * given, 500 or as many as the smallest dataset of the comparison has.
   */
  readonly sampleSize?: number | undefined;
}

/** The names of {@link DiversityOptions}. */
export const diversityOptionNames: OptionNames<DiversityOptions> = {
  sampleSize: true,
  ...evaluatorOptionNames,
};

/** The statistics of the dialogues with these indices, the one that is tested first; NaN where undefined. */
export type SubsetStatistics = (indices: Uint32Array) => Readonly<Record<string, number>>;

const defaultSize = 500;
const tested = 50;

/**
 * Base of the evaluators that ask how much the dialogues of one dataset differ from each other. Intervals by
 * jackknife, of the value to expect of n dialogues. With a reference, a permutation test of the first statistic on equally many dialogues of
 * each, at most 50, which also shows what gap chance makes (a diversity is one of n dialogues and nothing else); there is no value per dialogue, hence no effect size.
 */
export abstract class DiversityEvaluator implements DatasetEvaluator {
  readonly name: string;
  readonly sampleSize: number | undefined;
  protected readonly plan: ResamplingPlan;

  constructor(name: string, options: DiversityOptions = {}) {
    this.name = options.name ?? name;
    this.sampleSize = options.sampleSize;
    this.plan = resamplingPlan(options, { ...costlyPlan, resamples: 40 });
  }

  /** The least and the most that the statistics of n dialogues can be, by name; not given for those without an end. */
  protected bounds(_n: number): Readonly<Record<string, readonly [low: number, high: number]>> {
    return {};
  }

  /** Whether a dialogue has what is compared; the others are counted as missing. */
  protected abstract applies(dialog: Dialog): boolean;

  /** Prepares the comparison of any selection of these dialogues. */
  protected abstract prepare(
    dialogs: readonly Dialog[],
    signal: AbortSignal | undefined,
  ): Promise<SubsetStatistics>;

  async evaluate(dialogs: readonly Dialog[], options: EvaluationOptions = {}): Promise<EvaluationResult> {
    checkOptions("DiversityEvaluator.evaluate", options, evaluationOptionNames);
    const { reference, seed = 0, signal } = options;
    const size = this.sampleSize ?? Math.min(defaultSize, options.sampleSize ?? defaultSize);
    const { sample, missing } = this.#sample(dialogs, size, seed);
    const statistics = await this.prepare(sample, signal);
    const values = Object.entries(statistics(Uint32Array.from(sample.keys())));
    const intervals = jackknife(
      sample.length,
      values.map(([, value]) => value),
      (chosen) => Object.values(statistics(chosen)),
      { ...this.plan, seed: deriveSeed(seed, this.name, "jackknife") },
    );
    const bounds = this.bounds(sample.length);
    const entries = values.map(([name, value], index) => {
      const interval = intervals[index] ?? null;
      // Rounds that are all alike say nothing of how far the value may be off.
      const hasWidth = interval !== null && interval.low < interval.high;
      const within = hasWidth ? inside(interval, bounds[name]) : null;
      return [name, { value: Number.isFinite(value) ? value : null, interval: within }] as const;
    });
    const difference =
      reference === undefined || reference === dialogs || this.plan.permutations === 0
        ? undefined
        : await this.#difference(dialogs, reference, seed, signal);
    return {
      name: this.name,
      statistics: Object.fromEntries(entries),
      n: sample.length,
      missing,
      seed,
      difference,
    };
  }

  #sample(dialogs: readonly Dialog[], size: number, seed: Seed): { sample: Dialog[]; missing: number } {
    const usable = dialogs.filter((dialog) => this.applies(dialog));
    const missing = dialogs.length - usable.length;
    if (usable.length <= size) return { sample: usable, missing };
    const chosen = drawWithoutReplacement(
      usable.length,
      size,
      new Random(deriveSeed(seed, this.name, "sample")),
    );
    return { sample: Array.from(chosen.sort(), (index) => usable[index] as Dialog), missing };
  }

  async #difference(
    dialogs: readonly Dialog[],
    reference: readonly Dialog[],
    seed: Seed,
    signal: AbortSignal | undefined,
  ): Promise<Difference | undefined> {
    const usable = [dialogs, reference].map((of) => of.filter((dialog) => this.applies(dialog)).length);
    const size = Math.min(tested, ...usable);
    if (size < 2) return undefined;
    const { sample } = this.#sample(dialogs, size, seed);
    const { sample: held } = this.#sample(reference, size, seed);
    const statistics = await this.prepare([...sample, ...held], signal);
    const first = (indices: Uint32Array): number => Object.values(statistics(indices))[0] ?? Number.NaN;
    const sizes = [size, size] as const;
    const gap = (a: Uint32Array, b: Uint32Array): number => first(a) - first(b);
    const { permutations, level } = this.plan;
    const plan = { permutations, seed: deriveSeed(seed, this.name, "permutation") };
    const [chance = new Float64Array()] = permuted(sizes, (a, b) => [gap(a, b)], plan);
    const value = gap(...separate(sizes));
    const least = smallestP(sizes, permutations);
    const p = Math.max(least, asFar(Math.abs(value), chance.map(Math.abs)));
    const sorted = Array.from(chance).sort((a, b) => a - b);
    return {
      test: "permutation test of diversities",
      p,
      adjustedP: p,
      smallestP: least,
      effect: null,
      gap: {
        value,
        nullBand: {
          low: quantileOf(sorted, (1 - level) / 2),
          high: quantileOf(sorted, (1 + level) / 2),
          level,
        },
        n: size,
      },
    };
  }
}

function inside({ low, high, level }: Interval, bounds: readonly [number, number] | undefined): Interval {
  const [least, most] = bounds ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { low: Math.max(least, low), high: Math.min(most, high), level };
}
