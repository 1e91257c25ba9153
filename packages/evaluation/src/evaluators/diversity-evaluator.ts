import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { evaluationOptionNames } from "../dataset-evaluator.ts";
import { deriveSeed, type Dialog, Random, type Seed } from "@sdialog/core";
import type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
} from "../dataset-evaluator.ts";
import { drawWithoutReplacement } from "../statistics/draw-without-replacement.ts";
import { halfSample } from "../statistics/bootstrap.ts";
import { permutationTest } from "../statistics/permutation-test.ts";
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
 * half-sample bootstrap. With a reference, a permutation test of the first statistic on at most 50 dialogues of
 * each; there is no value per dialogue, hence no effect size.
 */
export abstract class DiversityEvaluator implements DatasetEvaluator {
  readonly name: string;
  readonly sampleSize: number | undefined;
  protected readonly plan: ResamplingPlan;

  constructor(name: string, options: DiversityOptions = {}) {
    this.name = options.name ?? name;
    this.sampleSize = options.sampleSize;
    this.plan = resamplingPlan(options, costlyPlan);
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
    const intervals = halfSample(
      [sample.length],
      values.map(([, value]) => value),
      (half) => Object.values(statistics(half as Uint32Array)),
      { ...this.plan, seed: deriveSeed(seed, this.name, "bootstrap") },
    );
    const entries = values.map(([name, value], index) => {
      const interval = intervals[index] ?? null;
      return [name, { value: Number.isFinite(value) ? value : null, interval }] as const;
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
    const { sample } = this.#sample(dialogs, tested, seed);
    const { sample: held } = this.#sample(reference, tested, seed);
    if (sample.length < 2 || held.length < 2) return undefined;
    const size = Math.min(sample.length, held.length);
    const statistics = await this.prepare([...sample.slice(0, size), ...held.slice(0, size)], signal);
    const first = (indices: Uint32Array): number => Object.values(statistics(indices))[0] ?? 0;
    const p = permutationTest([size, size], (a, b) => Math.abs(first(a) - first(b)), {
      permutations: this.plan.permutations,
      seed: deriveSeed(seed, this.name, "permutation"),
    });
    return { p, adjustedP: p, effect: null };
  }
}
