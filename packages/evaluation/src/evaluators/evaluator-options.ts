import { checkCount } from "@sdialog/core/internal";
import type { OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import { checkLevel } from "../statistics/check-numbers.ts";

/** The name of an evaluator, and how it estimates intervals and tests differences. */
export interface EvaluatorOptions {
  /** In kebab-case. Default: made of the statistic's and the score's name. */
  readonly name?: string | undefined;
  /** Confidence level of intervals, in (0, 1). Default: 0.95. */
  readonly level?: number | undefined;
  /**
   * Datasets drawn for an interval. Default: 1,000, or 200 for distances. For diversities, groups of dialogues left out
   * in turn, at most one for each dialogue. Default: 40. 0 = no interval.
   */
  readonly resamples?: number | undefined;
  /**
   * Rounds of the test against the reference. Default: 9,999, or 999 for distances and diversities. 0 = no test.
   * The smallest p is 1 ÷ (rounds + 1), before it is corrected for several tests.
   */
  readonly permutations?: number | undefined;
}

/** The names of {@link EvaluatorOptions}. */
export const evaluatorOptionNames: OptionNames<EvaluatorOptions> = {
  name: true,
  level: true,
  resamples: true,
  permutations: true,
};

/** What every evaluator knows about its intervals and tests. */
export interface ResamplingPlan {
  readonly level: number;
  readonly resamples: number;
  readonly permutations: number;
}

/** @throws InvalidArgumentError for a level outside (0, 1) or a negative number of samples or rounds */
export function resamplingPlan(
  options: EvaluatorOptions,
  defaults: Omit<ResamplingPlan, "level"> = { resamples: 1000, permutations: 9999 },
): ResamplingPlan {
  const { level = 0.95, resamples = defaults.resamples, permutations = defaults.permutations } = options;
  checkLevel(level);
  for (const [name, count] of Object.entries({ resamples, permutations })) checkCount(name, count, 0);
  return { level, resamples, permutations };
}

/** For statistics each of which takes a look at all dialogues. */
export const costlyPlan: Omit<ResamplingPlan, "level"> = { resamples: 200, permutations: 999 };

/** @throws InvalidArgumentError for what is not a score, such as the options that come after it */
export function checkScore(kind: string, score: unknown): void {
  if (typeof (score as Partial<DialogScore> | undefined)?.score === "function") return;
  throw new InvalidArgumentError(
    `An evaluator of the kind "${kind}" takes a score first, and its options after it`,
  );
}
