import { checkOptions } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import { checkLevel } from "./check-numbers.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** A judge's answers on cases whose answer people know. */
export interface LabelledAnswers {
  /** Cases that are positive, and how many of them the judge called so. */
  readonly positives: number;
  readonly truePositives: number;
  /** Cases that are not, and how many of them the judge called so. */
  readonly negatives: number;
  readonly trueNegatives: number;
}

/** How often something is so, corrected for the errors of the judge who said so. */
export interface CorrectedRate {
  /** What the judge said, in [0, 1]. */
  readonly apparent: number;
  /** In [0, 1]; `null` when the judge does no better than chance, so that its answers say nothing. */
  readonly corrected: number | null;
  /** Of the corrected rate, with the uncertainty of the judge's errors in it; `null` as above. */
  readonly interval: Interval | null;
  /** Share of positive cases that the judge calls so, in [0, 1]. */
  readonly sensitivity: number;
  /** Share of the others that it calls so, in [0, 1]. */
  readonly specificity: number;
}

/**
 * A rate that a judge reports, corrected for its sensitivity and specificity on labelled cases (Rogan & Gladen 1978):
 * (p + specificity − 1) ÷ (sensitivity + specificity − 1). The interval holds the rates whose profile likelihood, over
 * every sensitivity and specificity, is near enough to the greatest (Wilks 1938): it counts the uncertainty of all three,
 * and has a width also where the judge says less, or more, than its errors alone would.
 *
 * @throws InvalidArgumentError without labelled cases of both kinds, without answers, for more successes than trials, or a level
 *   outside (0, 1)
 */
export function correctedRate(
  said: { readonly positive: number; readonly n: number },
  labelled: LabelledAnswers,
  level = 0.95,
): CorrectedRate {
  const { positive, n: answers } = checkOptions("correctedRate", said, { positive: true, n: true });
  const { positives, truePositives, negatives, trueNegatives } = checkOptions("correctedRate", labelled, {
    positives: true,
    truePositives: true,
    negatives: true,
    trueNegatives: true,
  });
  for (const [successes, trials] of [
    [positive, answers],
    [truePositives, positives],
    [trueNegatives, negatives],
  ] as const) {
    if (!(trials > 0 && Number.isFinite(trials) && successes >= 0 && successes <= trials)) {
      throw new InvalidArgumentError(`${successes} of ${trials} is not a share`, {
        hint: "A corrected rate needs answers, and labelled cases of both kinds.",
      });
    }
  }
  checkLevel(level);
  const apparent = positive / answers;
  const [sensitivity, specificity] = [truePositives / positives, trueNegatives / negatives];
  const given = { apparent, sensitivity, specificity };
  if (sensitivity + specificity <= 1) return { ...given, corrected: null, interval: null };
  const corrected = inside((apparent + specificity - 1) / (sensitivity + specificity - 1));
  const likelihood = (rate: number): number => profileLikelihood(rate, { positive, n: answers }, labelled);
  const least = likelihood(corrected) - normalQuantile((1 + level) / 2) ** 2 / 2;
  const edge = (end: 0 | 1): number => {
    if (likelihood(end) >= least) return end;
    let [held, out] = [corrected, end as number];
    for (let step = 0; step < 30; step++) {
      const middle = (held + out) / 2;
      if (likelihood(middle) >= least) held = middle;
      else out = middle;
    }
    return held;
  };
  return { ...given, corrected, interval: { low: edge(0), high: edge(1), level } };
}

/**
 * The logarithm of the greatest likelihood of all answers where the true rate is `rate`, found by expectation–maximisation:
 * the answers are shared out to positive and negative cases, then both shares of right ones follow.
 */
function profileLikelihood(
  rate: number,
  { positive, n }: { readonly positive: number; readonly n: number },
  { positives, truePositives, negatives, trueNegatives }: LabelledAnswers,
): number {
  const negative = n - positive;
  let sensitivity = (truePositives + 0.5) / (positives + 1);
  let specificity = (trueNegatives + 0.5) / (negatives + 1);
  for (let step = 0; step < mostSteps; step++) {
    const hits = positive * share(rate * sensitivity, (1 - rate) * (1 - specificity));
    const misses = negative * share(rate * (1 - sensitivity), (1 - rate) * specificity);
    const next = [
      (truePositives + hits) / (positives + hits + misses),
      (trueNegatives + negative - misses) / (negatives + n - hits - misses),
    ] as const;
    const moved = Math.abs(next[0] - sensitivity) + Math.abs(next[1] - specificity);
    [sensitivity, specificity] = next;
    if (moved < 1e-10) break;
  }
  const said = rate * sensitivity + (1 - rate) * (1 - specificity);
  return (
    logLikelihood(positive, n, said) +
    logLikelihood(truePositives, positives, sensitivity) +
    logLikelihood(trueNegatives, negatives, specificity)
  );
}

const mostSteps = 5000;

function share(part: number, rest: number): number {
  return part === 0 ? 0 : part / (part + rest);
}

function logLikelihood(successes: number, trials: number, p: number): number {
  return weighted(successes, p) + weighted(trials - successes, 1 - p);
}

function weighted(count: number, probability: number): number {
  return count === 0 ? 0 : count * Math.log(probability);
}

function inside(value: number): number {
  return Math.min(1, Math.max(0, value));
}
