import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { evaluationOptionNames } from "../dataset-evaluator.ts";
import { deriveSeed, type Dialog, type Seed } from "@sdialog/core";
import type {
  DatasetEvaluator,
  EvaluationOptions,
  EvaluationResult,
  Statistic,
} from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";
import { cliffsDelta } from "../statistics/cliffs-delta.ts";
import {
  type DistanceInference,
  type DistanceQuestion,
  inferDistances,
} from "../statistics/distance-inference.ts";
import { distinctPoints, weightedSample, type WeightedSample } from "../statistics/weighted-sample.ts";
import {
  checkScore,
  costlyPlan,
  type EvaluatorOptions,
  resamplingPlan,
  type ResamplingPlan,
  evaluatorOptionNames,
} from "./evaluator-options.ts";
import { scoredSample, type ScoredSample } from "./scored-sample.ts";
import { requiredReference } from "./required-reference.ts";

/** As for every evaluator, and what datasets are compared with. */
export interface DistanceOptions extends EvaluatorOptions {
  /** What datasets are compared with, unless `evaluate` is given something else. */
  readonly reference?: readonly Dialog[] | undefined;
}

/** The names of {@link DistanceOptions}. */
export const distanceOptionNames: OptionNames<DistanceOptions> = { reference: true, ...evaluatorOptionNames };

/**
 * Base of the evaluators that measure how far a score's distribution over a dataset is from that over a reference.
 * What chance adds is estimated by dealing the dialogues of both out at random: see {@link inferDistances}. The test
 * is a permutation test of the first distance.
 */
export abstract class ScoreDistanceEvaluator implements DatasetEvaluator {
  readonly name: string;
  readonly dialogScore: DialogScore;
  readonly reference: readonly Dialog[] | undefined;
  protected readonly plan: ResamplingPlan;

  constructor(kind: string, score: DialogScore, options: DistanceOptions = {}) {
    checkScore(kind, score);
    this.name = options.name ?? `${kind}-${score.name}`;
    this.dialogScore = score;
    this.reference = options.reference;
    this.plan = resamplingPlan(options, costlyPlan);
  }

  /** The distances by name, the one that is tested first; `null` where the samples do not define one. */
  protected abstract distances(
    reference: WeightedSample,
    sample: WeightedSample,
  ): Readonly<Record<string, number | null>>;

  /** How the distances grow with what sets the samples apart, see {@link inferDistances}. */
  protected readonly growth: "linear" | "square" = "linear";

  /** As {@link distances}, for the many resamples of intervals and tests: all values rounded to at most this many points. */
  protected readonly resolution: number = Number.POSITIVE_INFINITY;

  /** The most that a distance can be. */
  protected most(_statistic: string): number {
    return Number.POSITIVE_INFINITY;
  }

  async evaluate(dialogs: readonly Dialog[], options: EvaluationOptions = {}): Promise<EvaluationResult> {
    checkOptions("ScoreDistanceEvaluator.evaluate", options, evaluationOptionNames);
    const { seed = 0, signal, concurrency } = options;
    const reference = requiredReference(this.name, options.reference ?? this.reference);
    const running = { seed, signal, concurrency };
    const sample = await scoredSample(this.dialogScore, dialogs, running);
    const held = await scoredSample(this.dialogScore, reference, running);
    const empty = sample.units.length === 0 || held.units.length === 0;
    const exact = numbers(this.distances(weightedSample(held.values), weightedSample(sample.values)));
    const { statistics, difference } =
      empty || reference === dialogs
        ? { statistics: onlyValues(exact, empty), difference: undefined }
        : this.#infer(held, sample, seed);
    return {
      name: this.name,
      statistics: Object.fromEntries(
        Object.entries(statistics).map(([name, statistic]) => [name, { ...statistic, better: "lower" }]),
      ),
      n: sample.units.length,
      missing: sample.missing,
      ...(sample.notFinite > 0 ? { notFinite: sample.notFinite } : {}),
      failed: sample.failed ?? held.failed,
      seed,
      score: { name: this.dialogScore.name, configuration: this.dialogScore.configuration ?? {} },
      sample: [...sample.values],
      difference: difference && { ...difference, effect: cliffsDelta(sample.values, held.values) },
    };
  }

  #infer(held: ScoredSample, sample: ScoredSample, seed: Seed): DistanceInference {
    const [exact, coarse] = [Number.POSITIVE_INFINITY, this.resolution].map((resolution) => {
      const pool = new PooledUnits(held, sample, resolution);
      return (first: Uint32Array, second: Uint32Array): Record<string, number> =>
        numbers(this.distances(pool.draw(first), pool.draw(second)));
    }) as [DistanceQuestion["distances"], DistanceQuestion["distances"]];
    return inferDistances(
      {
        sizes: [held.units.length, sample.units.length],
        distances: exact,
        resampled: coarse,
        tested: (distances) => Object.values(distances)[0] as number,
        growth: () => this.growth,
        bounds: (name) => ({ low: 0, high: this.most(name) }),
      },
      { ...this.plan, seed: deriveSeed(seed, this.name) },
    );
  }
}

function onlyValues(
  distances: Readonly<Record<string, number>>,
  empty: boolean,
): Readonly<Record<string, Statistic>> {
  return Object.fromEntries(
    Object.entries(distances).map(([name, value]) => [
      name,
      { value: empty || !Number.isFinite(value) ? null : value, interval: null },
    ]),
  );
}

function numbers(distances: Readonly<Record<string, number | null>>): Record<string, number> {
  return Object.fromEntries(Object.entries(distances).map(([name, value]) => [name, value ?? Number.NaN]));
}

/** The units of two samples over one list of points, from which any selection of units is drawn quickly. */
class PooledUnits {
  readonly #points: Float64Array;
  readonly #unitPlaces: readonly Uint32Array[];

  constructor(first: ScoredSample, second: ScoredSample, resolution: number) {
    const units = [...first.units, ...second.units];
    const values = rounded(Float64Array.from([...first.values, ...second.values]), resolution);
    const { points, places } = distinctPoints(values);
    this.#points = points;
    let start = 0;
    this.#unitPlaces = units.map((unit) => places.subarray(start, (start += unit.length)));
  }

  draw(units: Uint32Array): WeightedSample {
    const weights = new Float64Array(this.#points.length);
    for (const unit of units) {
      for (const place of this.#unitPlaces[unit] as Uint32Array)
        weights[place] = (weights[place] as number) + 1;
    }
    const used = Uint32Array.from(weights.keys()).filter((index) => weights[index] !== 0);
    return {
      points: Float64Array.from(used, (index) => this.#points[index] as number),
      weights: Float64Array.from(used, (index) => weights[index] as number),
    };
  }
}

/** The values moved to the nearest of `resolution` even steps of their range, when there are more different ones. */
function rounded(values: Float64Array, resolution: number): Float64Array {
  if (new Set(values).size <= resolution) return values;
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const step = (high - low) / (resolution - 1);
  return values.map((value) => low + Math.round((value - low) / step) * step);
}
