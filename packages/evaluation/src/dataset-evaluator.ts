import type { OptionNames } from "@sdialog/core/internal";
import type { Dialog, JsonObject, Seed } from "@sdialog/core";

/** How a dataset is measured: against what, from which seed, and how much of it. */
export interface EvaluationOptions {
  /** What the dialogues are compared with, by evaluators that measure a distance and by the test of difference. */
  readonly reference?: readonly Dialog[] | undefined;
  /** Seed of every random choice (bootstrap, permutations, clustering). Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many dialogues are scored at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
  /**
   * Whether a dialogue and the reference's of the same id are a pair (two dialogues of one scenario); tests on
   * scores then compare within pairs, and leave dialogues without a counterpart out. Default: false.
   */
  readonly paired?: boolean | undefined;
  /**
   * Most dialogues to look at for statistics that depend on how many there are; comparators pass the size of their
   * smallest dataset, so that all are treated alike.
   */
  readonly sampleSize?: number | undefined;
}

/** The names of {@link EvaluationOptions}. */
export const evaluationOptionNames: OptionNames<EvaluationOptions> = {
  reference: true,
  seed: true,
  signal: true,
  concurrency: true,
  paired: true,
  sampleSize: true,
};

/** A range that a procedure finds which, over many datasets, holds the true value in a share `level` of them. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** In (0, 1), for example 0.95. */
  readonly level: number;
}

/** One number about a dataset and how sure it is; `null` when the dialogues do not define it. */
export interface Statistic {
  readonly value: number | null;
  readonly interval: Interval | null;
  /**
   * For distances: the value without what chance adds to it. Samples of one source lie apart too; the interval is
   * around this value, and holds 0 unless the distance is beyond the null band.
   */
  readonly debiased?: number | null | undefined;
  /** Where the value would lie if dataset and reference were of one source, with probability `level`. */
  readonly nullBand?: Interval | null | undefined;
  /** Which way is better: of the score, or nearer to the reference; not given where neither is. */
  readonly better?: "higher" | "lower" | undefined;
}

/** Whether a dataset differs from the reference. */
export interface Difference {
  /** Which test it is, for reports: "studentised permutation test of means". */
  readonly test?: string | undefined;
  /** Of that test, in (0, 1]. */
  readonly p: number;
  /** After Holm's correction over all tests of one comparison; equal to `p` for a single test. */
  readonly adjustedP: number;
  /** The smallest p the test could have given, with so few dialogues or rounds: above 0.05, no star is possible. */
  readonly smallestP?: number | undefined;
  /**
   * What is left of `smallestP` after the correction for all tests of one comparison, where this one is the first to
   * pass: above 0.05, more rounds, more dialogues or fewer metrics are needed before a star is possible.
   */
  readonly smallestAdjustedP?: number | undefined;
  /** Cliff's δ in [−1, 1]: how much more often a value of this dataset exceeds one of the reference than the reverse. */
  readonly effect: number | null;
  /**
   * For diversities, which depend on how many dialogues there are: the gap between both at equal `n`, and where it
   * would lie if both were of one source.
   */
  readonly gap?: { readonly value: number; readonly nullBand: Interval; readonly n: number } | undefined;
  /** How many pairs took part in a paired test. */
  readonly pairs?: number | undefined;
}

/** A dialogue at one end of a score. */
export interface Extreme {
  readonly id: number | string;
  /** Place in the dataset, from 0. */
  readonly index: number;
  /** What the score gives it; the mean of a list. */
  readonly value: number;
}

/** What an evaluator found in one dataset. */
export interface EvaluationResult {
  /** The evaluator's name. */
  readonly name: string;
  /** By statistic (`mean`, `cs`, …); an evaluator of a single number has one entry, under its own kind of statistic. */
  readonly statistics: Readonly<Record<string, Statistic>>;
  /** How many dialogues the numbers rest on. */
  readonly n: number;
  /** How many dialogues the metric is not defined for. */
  readonly missing: number;
  /** How many numbers were NaN or infinite, and count as missing; not given for none. */
  readonly notFinite?: number | undefined;
  /** How many dialogues could not be scored because the score failed, and how the first one did. */
  readonly failed?: { readonly count: number; readonly message: string } | undefined;
  readonly seed: Seed;
  /** What was measured: the score's name and everything its values depend on. */
  readonly score?: { readonly name: string; readonly configuration: JsonObject } | undefined;
  /** The values behind the statistics, in the order of the dialogues: what plots are made of. */
  readonly sample?: readonly number[] | undefined;
  /** The dialogues the score gives least and most, the outermost first; not given where all are alike. */
  readonly extremes?:
    | { readonly lowest: readonly Extreme[]; readonly highest: readonly Extreme[] }
    | undefined;
  /** How sure it is that dataset and reference differ, where that was tested. */
  readonly difference?: Difference | undefined;
}

/** A statistic of a whole dataset. Implement this to add your own to a comparison. */
export interface DatasetEvaluator {
  /** In kebab-case; the column's name in tables. */
  readonly name: string;
  /** @throws InvalidArgumentError when a reference is needed and none was given */
  evaluate(dialogs: readonly Dialog[], options?: EvaluationOptions): Promise<EvaluationResult>;
}
