import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { evaluationOptionNames } from "../dataset-evaluator.ts";
import { distanceOptionNames } from "../evaluators/score-distance-evaluator.ts";
import { deriveSeed, type Dialog, InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import type { EmbeddingModelRef } from "@sdialog/llm";
import type {
  DatasetEvaluator,
  Difference,
  EvaluationOptions,
  EvaluationResult,
  Statistic,
} from "../dataset-evaluator.ts";
import { drawWithoutReplacement } from "../statistics/draw-without-replacement.ts";
import {
  type DistanceInference,
  type DistanceQuestion,
  inferDistances,
} from "../statistics/distance-inference.ts";
import { separate } from "../statistics/permutation-test.ts";
import { costlyPlan, resamplingPlan, type ResamplingPlan } from "../evaluators/evaluator-options.ts";
import type { DistanceOptions } from "../evaluators/score-distance-evaluator.ts";
import { resolveEmbedder } from "./resolve-embedder.ts";
import { type DialogEmbeddingOptions, embedDialogs, dialogEmbeddingOptionNames } from "./embed-dialogs.ts";
import { requiredReference } from "../evaluators/required-reference.ts";

/** What of dataset and reference is embedded, and how the distance between them is tested. */
export interface EmbeddingDistanceOptions extends DistanceOptions, DialogEmbeddingOptions {
  /**
   * Most dialogues of each dataset looked at. As many are taken, at random, of dataset and reference, because such
   * distances depend on the number. Default: 300, or as many as the smallest dataset of the comparison has.
   */
  readonly sampleSize?: number | undefined;
}

/** The names of {@link EmbeddingDistanceOptions}. */
export const embeddingDistanceOptionNames: OptionNames<EmbeddingDistanceOptions> = {
  sampleSize: true,
  ...distanceOptionNames,
  ...dialogEmbeddingOptionNames,
};

/** Statistics of two sets of vectors, given by their indices; NaN where undefined. */
export type PairStatistics = (
  reference: Uint32Array,
  sample: Uint32Array,
) => Readonly<Record<string, number>>;

type Vectors = readonly Float32Array[];

const defaultSize = 300;

/**
 * Base of the evaluators that compare the embeddings of a dataset with a reference's. Intervals by half-sample
 * bootstrap over dialogues; permutation test of {@link EmbeddingDistanceEvaluator.distance}. There is no value per
 * dialogue, hence no effect size.
 */
export abstract class EmbeddingDistanceEvaluator implements DatasetEvaluator {
  readonly name: string;
  readonly reference: readonly Dialog[] | undefined;
  readonly unit: DialogEmbeddingOptions["unit"];
  readonly speaker: string | undefined;
  readonly sampleSize: number | undefined;
  protected readonly plan: ResamplingPlan;
  /** Most dialogues of each dataset that take part in the test. */
  protected readonly testSize: number = Number.POSITIVE_INFINITY;
  /** Rounds that show what chance adds, where there are more dialogues than take part in the test. */
  protected readonly roundsOfChance: number = 99;
  readonly #embedder: EmbeddingModelRef;

  constructor(name: string, embedder: EmbeddingModelRef, options: EmbeddingDistanceOptions = {}) {
    this.name = options.name ?? name;
    this.#embedder = embedder;
    this.reference = options.reference;
    this.unit = options.unit;
    this.speaker = options.speaker;
    this.sampleSize = options.sampleSize;
    this.plan = resamplingPlan(options, costlyPlan);
    if (this.sampleSize !== undefined && !(this.sampleSize >= 2)) {
      throw new InvalidArgumentError(`A sample of ${this.sampleSize} dialogues cannot be compared`);
    }
  }

  /** Prepares the comparison of any two selections of these vectors. */
  protected abstract prepare(vectors: Vectors, seed: Seed): PairStatistics;

  /** How far apart the datasets are by these statistics; larger is farther. */
  protected abstract distance(statistics: Readonly<Record<string, number>>): number;

  /** Whether a statistic is higher or lower for datasets nearer to the reference. */
  protected nearer(_statistic: string): "higher" | "lower" {
    return "lower";
  }

  /** How a statistic that is 0 between equals grows with what sets the datasets apart; not given for similarities. */
  protected growth(_statistic: string): "linear" | "square" | undefined {
    return undefined;
  }

  /** The interval within the values the statistics can take; by default, nothing is below 0. */
  protected bounds(): { readonly low: number; readonly high: number } {
    return { low: 0, high: Number.POSITIVE_INFINITY };
  }

  async evaluate(dialogs: readonly Dialog[], options: EvaluationOptions = {}): Promise<EvaluationResult> {
    checkOptions("EmbeddingDistanceEvaluator.evaluate", options, evaluationOptionNames);
    const { seed = 0, signal } = options;
    const reference = requiredReference(this.name, options.reference ?? this.reference);
    const model = await resolveEmbedder(this.#embedder);
    const vectorsOf = async (of: readonly Dialog[]): Promise<Vectors[]> => {
      const vectors = await embedDialogs(model, of, { unit: this.unit, speaker: this.speaker }, signal);
      return vectors.filter((ofDialog) => ofDialog.length > 0);
    };
    const [held, own] = [await vectorsOf(reference), await vectorsOf(dialogs)];
    const most = this.sampleSize ?? Math.min(defaultSize, options.sampleSize ?? defaultSize);
    const size = Math.min(held.length, own.length, most);
    const draw = (from: Vectors[], upTo: number): Vectors[] =>
      sampleOf(from, upTo, deriveSeed(seed, this.name, "sample"));
    const comparison = new Comparison(draw(held, size), draw(own, size), (vectors) =>
      this.prepare(vectors, seed),
    );
    const { statistics, difference } =
      size === 0
        ? { statistics: {}, difference: undefined }
        : dialogs === reference
          ? { statistics: onlyValues(comparison, size), difference: undefined }
          : this.#infer(comparison, size, seed);
    const testedSize = Math.min(size, this.testSize);
    return {
      name: this.name,
      statistics: Object.fromEntries(
        Object.entries(statistics).map(([name, statistic]) => [
          name,
          { ...statistic, better: this.nearer(name) },
        ]),
      ),
      n: size,
      missing: dialogs.length - own.length,
      seed,
      difference:
        testedSize === size || difference === undefined
          ? difference && { ...difference, effect: null }
          : this.#test(draw(held, testedSize), draw(own, testedSize), seed),
    };
  }

  /** What chance shows is computed where the test looks at everything, and is too dear elsewhere. */
  #infer(comparison: Comparison, size: number, seed: Seed): DistanceInference {
    const { permutations } = this.plan;
    const isWhole = size <= this.testSize;
    return inferDistances(this.#question(comparison, [size, size]), {
      ...this.plan,
      permutations: size < 2 ? 0 : isWhole ? permutations : Math.min(permutations, this.roundsOfChance),
      seed: deriveSeed(seed, this.name),
    });
  }

  #question(comparison: Comparison, sizes: readonly [number, number]): DistanceQuestion {
    return {
      sizes,
      distances: (first, second) => comparison.statistics(first, second),
      tested: (statistics) => this.distance(statistics),
      growth: (statistic) => this.growth(statistic),
      bounds: () => this.bounds(),
    };
  }

  #test(held: Vectors[], own: Vectors[], seed: Seed): Difference | undefined {
    const comparison = new Comparison(held, own, (vectors) => this.prepare(vectors, seed));
    const plan = { ...this.plan, resamples: 0, seed: deriveSeed(seed, this.name, "test") };
    const { difference } = inferDistances(this.#question(comparison, [held.length, own.length]), plan);
    return difference && { ...difference, effect: null };
  }
}

function onlyValues(comparison: Comparison, size: number): Readonly<Record<string, Statistic>> {
  const values = Object.entries(comparison.statistics(...separate([size, size])));
  return Object.fromEntries(
    values.map(([name, value]) => [name, { value: Number.isFinite(value) ? value : null, interval: null }]),
  );
}

/** Statistics over selections of dialogues, each of which has one or more vectors; the dataset's follow the reference's. */
class Comparison {
  readonly #rows: readonly Uint32Array[];
  readonly #statistics: PairStatistics;

  constructor(
    held: readonly Vectors[],
    own: readonly Vectors[],
    prepare: (vectors: Vectors) => PairStatistics,
  ) {
    const all = [...held, ...own];
    let start = 0;
    this.#rows = all.map((vectors) => Uint32Array.from(vectors, () => start++));
    this.#statistics = all.length === 0 ? () => ({}) : prepare(all.flat());
  }

  statistics(first: Uint32Array, second: Uint32Array): Readonly<Record<string, number>> {
    return this.#statistics(this.#rowsOf(first), this.#rowsOf(second));
  }

  #rowsOf(dialogs: Uint32Array): Uint32Array {
    return Uint32Array.from(Array.from(dialogs, (dialog) => [...(this.#rows[dialog] as Uint32Array)]).flat());
  }
}

function sampleOf<T>(from: readonly T[], size: number, seed: Seed): T[] {
  if (from.length <= size) return [...from];
  const chosen = drawWithoutReplacement(from.length, size, new Random(seed)).sort();
  return Array.from(chosen, (index) => from[index] as T);
}
