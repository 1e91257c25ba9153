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
 * (p + specificity − 1) ÷ (sensitivity + specificity − 1). The interval is the one of Lang & Reiczigel (2014), which
 * counts the uncertainty of all three.
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
  const z = normalQuantile((1 + level) / 2);
  // One success and one failure are added to the labelled cases, z²/2 of each to the answers.
  const [n, se, sp] = [
    answers + z ** 2,
    (truePositives + 1) / (positives + 2),
    (trueNegatives + 1) / (negatives + 2),
  ];
  const p = (positive + z ** 2 / 2) / n;
  const youden = se + sp - 1;
  const rate = (p + sp - 1) / youden;
  const shift =
    2 * z ** 2 * ((rate * se * (1 - se)) / (positives + 2) - ((1 - rate) * sp * (1 - sp)) / (negatives + 2));
  const variance =
    (p * (1 - p)) / n +
    (rate ** 2 * se * (1 - se)) / (positives + 2) +
    ((1 - rate) ** 2 * sp * (1 - sp)) / (negatives + 2);
  const half = (z * Math.sqrt(variance)) / youden;
  return {
    ...given,
    corrected: inside((apparent + specificity - 1) / (sensitivity + specificity - 1)),
    interval:
      youden <= 0 ? null : { low: inside(rate + shift - half), high: inside(rate + shift + half), level },
  };
}

function inside(value: number): number {
  return Math.min(1, Math.max(0, value));
}
