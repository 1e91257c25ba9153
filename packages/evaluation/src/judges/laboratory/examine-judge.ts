import { checkCount, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { deriveSeed, type Dialog, InvalidArgumentError, type Seed } from "@sdialog/core";
import { assessAll } from "../../assess-all.ts";
import type { Interval } from "../../dataset-evaluator.ts";
import type { DialogScore } from "../../dialog-score.ts";
import { bootstrap, type ResamplingOptions } from "../../statistics/bootstrap.ts";
import { meanDifferenceInterval, meanInterval } from "../../statistics/mean-interval.ts";
import { cohenKappa } from "../../statistics/agreement/cohen-kappa.ts";
import { krippendorffAlpha } from "../../statistics/agreement/krippendorff-alpha.ts";
import { type CorrectedRate, correctedRate } from "../../statistics/corrected-rate.ts";
import { mean, standardDeviation } from "../../statistics/moments.ts";
import { kendallTau, spearman } from "../../statistics/rank-correlation.ts";

/** A dialogue with what people said of it. */
export interface LabelledDialog {
  readonly dialog: Dialog;
  /** The judge's scale: 1 or 0 for a judge that says yes or no. */
  readonly label: number;
  /** Who made the dialogue (a model, people), for the judge's preference of its own. */
  readonly source?: string | undefined;
}

const labelledNames = { dialog: true, label: true, source: true } as const;

/** How a judge is examined. */
export interface JudgeExaminationOptions {
  /** How often each dialogue is judged, for test–retest agreement. Default: 2. */
  readonly repetitions?: number | undefined;
  /** The `source` that the judge itself is; without one, self-preference is not looked at. */
  readonly self?: string | undefined;
  /** Rates of dialogues nobody labelled, to be corrected for the judge's errors: yes/no judges only. */
  readonly unlabelled?: readonly Dialog[] | undefined;
  readonly seed?: Seed | undefined;
  readonly level?: number | undefined;
  /** Resamples per interval. Default: 1,000. */
  readonly resamples?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly concurrency?: number | undefined;
}

const judgeExaminationOptionNames: OptionNames<JudgeExaminationOptions> = {
  repetitions: true,
  self: true,
  unlabelled: true,
  seed: true,
  level: true,
  resamples: true,
  signal: true,
  concurrency: true,
};

/** A number about a judge; `null` where the labelled dialogues do not define it. */
export interface JudgeStatistic {
  readonly value: number | null;
  readonly interval: Interval | null;
}

/** What is known of a judge after an examination. */
export interface JudgeExamination {
  readonly judge: string;
  /** Labelled dialogues that were judged. */
  readonly n: number;
  /** Share of labelled dialogues on which the judge gave no verdict: undefined, not finite, refused or failed. */
  readonly abstention: number;
  /** With people's labels: rank correlations (Spearman, Kendall τ-b), Cohen's κ and Krippendorff's α on the scale. */
  readonly agreement: Readonly<Record<"spearman" | "kendall" | "kappa" | "alpha", JudgeStatistic>>;
  /** How far above people's labels the judge scores on average, in the scale's unit. */
  readonly leniency: JudgeStatistic;
  /** Rank correlation of judge minus label with the length in characters: above 0, it likes length for its own sake. */
  readonly lengthBias: JudgeStatistic;
  /** Mean of judge minus label on its own dialogues, less that on others'; `null` without `self`. */
  readonly selfPreference: JudgeStatistic | null;
  /** Krippendorff's α of the repetitions: 1 = it says the same every time; `null` for a single one. */
  readonly retest: JudgeStatistic | null;
  /** Rate among the unlabelled dialogues, for judges that say yes or no; `null` elsewhere. */
  readonly rate: CorrectedRate | null;
}

interface Judged {
  readonly label: number;
  readonly scores: readonly number[];
  readonly length: number;
  readonly own: boolean;
}

/**
 * Examines a judge before it is trusted: its agreement with people, its biases, and whether it says the same twice.
 * Intervals of means (leniency, self-preference) are those that means have everywhere, bootstrap-t over dialogues; of
 * correlations and agreements, percentile bootstraps over dialogues.
 *
 * A judge with a cache says the same twice because it remembers: examine it without one.
 *
 * @throws InvalidArgumentError for fewer than two labelled dialogues, or labels that are not finite
 */
export async function examineJudge(
  judge: DialogScore,
  labelled: readonly LabelledDialog[],
  options: JudgeExaminationOptions = {},
): Promise<JudgeExamination> {
  checkOptions("examineJudge", options, judgeExaminationOptionNames);
  for (const [index, one] of labelled.entries())
    checkOptions(`examineJudge labelled[${index}]`, one, labelledNames);
  const { repetitions = 2, seed = 0, self, unlabelled, signal, concurrency } = options;
  if (labelled.length < 2 || labelled.some(({ label }) => !Number.isFinite(label))) {
    throw new InvalidArgumentError("A judge is examined on at least two dialogues with finite labels");
  }
  checkCount("repetitions", repetitions, 1);
  const running = { signal, concurrency };
  const scoreAll = async (dialogs: readonly Dialog[], repetition: number): Promise<(number | null)[]> =>
    (await assessAll(judge, dialogs, { ...running, seed: deriveSeed(seed, "repetition", repetition) })).map(
      (outcome) => ("error" in outcome || !Number.isFinite(outcome.value) ? null : (outcome.value as number)),
    );
  const rounds: (number | null)[][] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    rounds.push(
      await scoreAll(
        labelled.map(({ dialog }) => dialog),
        repetition,
      ),
    );
  }
  const judged = labelled.flatMap(({ dialog, label, source }, index): Judged[] => {
    const scores = rounds.map((round) => round[index]).filter((score) => typeof score === "number");
    const length = dialog.turns.reduce((sum, turn) => sum + turn.text.length, 0);
    return scores.length < repetitions ? [] : [{ label, scores, length, own: source === self }];
  });
  const { level = 0.95, resamples = 1000 } = options;
  const plan = { level, resamples, seed };
  const statistic = statisticsOf(judged, plan);
  return {
    judge: judge.name,
    n: judged.length,
    abstention: 1 - judged.length / labelled.length,
    agreement: {
      spearman: statistic((of) => spearman(first(of), labels(of))),
      kendall: statistic((of) => kendallTau(first(of), labels(of))),
      kappa: statistic((of) => cohenKappa(first(of), labels(of)).value ?? Number.NaN),
      alpha: statistic((of) => alpha(of.map(({ scores, label }) => [scores[0] as number, label]))),
    },
    leniency: meanExcess(judged, plan),
    lengthBias: statistic((of) =>
      spearman(
        excess(of),
        of.map(({ length }) => length),
      ),
    ),
    selfPreference:
      self === undefined
        ? null
        : excessOverOthers(
            judged.filter(({ own }) => own),
            judged.filter(({ own }) => !own),
            plan,
          ),
    retest: repetitions < 2 ? null : statistic((of) => alpha(of.map(({ scores }) => scores))),
    rate:
      judge.yesNo === true && unlabelled !== undefined
        ? rateOf(await scoreAll(unlabelled, repetitions), judged, options.level)
        : null,
  };
}

function first(of: readonly Judged[]): number[] {
  return of.map(({ scores }) => scores[0] as number);
}

function labels(of: readonly Judged[]): number[] {
  return of.map(({ label }) => label);
}

/** By how much the judge is above the label. */
function excess(of: readonly Judged[]): number[] {
  return of.map(({ scores, label }) => mean(scores) - label);
}

/** The mean by which the judge is above the label, with the interval of a mean. */
function meanExcess(judged: readonly Judged[], plan: ResamplingOptions): JudgeStatistic {
  if (judged.length === 0) return { value: null, interval: null };
  const units = excess(judged).map((one) => [one]);
  return { value: mean(units.flat()), interval: meanInterval(units, plan) };
}

/** The mean excess on some dialogues less that on others. */
function excessOverOthers(
  own: readonly Judged[],
  others: readonly Judged[],
  plan: ResamplingOptions,
): JudgeStatistic {
  if (own.length === 0 || others.length === 0) return { value: null, interval: null };
  const [ofOwn, ofOthers] = [excess(own), excess(others)];
  return {
    value: mean(ofOwn) - mean(ofOthers),
    interval: meanDifferenceInterval(
      ofOwn.map((one) => [one]),
      ofOthers.map((one) => [one]),
      plan,
    ),
  };
}

function statisticsOf(
  judged: readonly Judged[],
  { seed, level, resamples }: ResamplingOptions,
): (measure: (of: readonly Judged[]) => number) => JudgeStatistic {
  return (measure) => {
    if (judged.length === 0) return { value: null, interval: null };
    const value = measure(judged);
    const [interval = null] = bootstrap(
      judged.length,
      (indices) => [measure(Array.from(indices, (index) => judged[index] as Judged))],
      { seed: deriveSeed(seed, "judge examination"), level, resamples },
    );
    if (!Number.isFinite(value)) return { value: null, interval: null };
    return { value, interval: interval !== null && interval.low < interval.high ? interval : null };
  };
}

/** On an interval scale; raters who all say one thing agree, though nothing shows that it is not chance. */
function alpha(items: readonly (readonly number[])[]): number {
  if (standardDeviation(items.flat()) === 0) return Number.NaN;
  return krippendorffAlpha(items, { level: "interval" }).value ?? Number.NaN;
}

function rateOf(
  answers: readonly (number | null)[],
  judged: readonly Judged[],
  level: number | undefined,
): CorrectedRate | null {
  const given = answers.filter((answer) => answer !== null);
  const right = (label: number): [n: number, right: number] => {
    const of = judged.filter((one) => one.label === label);
    return [of.length, of.filter(({ scores }) => scores[0] === label).length];
  };
  const [[positives, truePositives], [negatives, trueNegatives]] = [right(1), right(0)];
  if (given.length === 0 || positives === 0 || negatives === 0) return null;
  const said = { positive: given.filter((answer) => answer === 1).length, n: given.length };
  return correctedRate(said, { positives, truePositives, negatives, trueNegatives }, level);
}
