import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { evaluatorOptionNames } from "./evaluator-options.ts";
import { InvalidArgumentError } from "@sdialog/core";
import type { Interval } from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";
import { mean } from "../statistics/moments.ts";
import type { ResamplingOptions } from "../statistics/bootstrap.ts";
import type { Units } from "../statistics/estimator.ts";
import { clusteredWilsonInterval } from "../statistics/wilson-interval.ts";
import type { EvaluatorOptions } from "./evaluator-options.ts";
import { ScoreEvaluator } from "./score-evaluator.ts";
import { gather, type ScoredSample } from "./scored-sample.ts";

/** Which values of a score are counted. */
export interface FrequencyOptions extends EvaluatorOptions {
  /** What counts. For scores that are 0 or 1, the default is the value 1. */
  readonly when?: ((value: number) => boolean) | undefined;
}

const frequencyOptionNames: OptionNames<FrequencyOptions> = { when: true, ...evaluatorOptionNames };

/** How often a score says yes, in [0, 1], under `frequency`, with Wilson's interval; turns of one dialogue count for what they are worth. */
export class FrequencyEvaluator extends ScoreEvaluator {
  protected override readonly testName = "studentised permutation test of frequencies";
  readonly #when: ((value: number) => boolean) | undefined;

  constructor(score: DialogScore, options: FrequencyOptions = {}) {
    checkArguments("new FrequencyEvaluator", arguments, 2);
    checkOptions("new FrequencyEvaluator", options, frequencyOptionNames);
    super("frequency", score, options);
    this.#when = options.when;
  }

  protected override prepare(sample: ScoredSample): ScoredSample {
    const units = sample.units.map((unit) => unit.map((value) => this.#outcome(value)));
    return { ...sample, units, values: gather(units) };
  }

  #outcome(value: number): number {
    if (this.#when !== undefined) return this.#when(value) ? 1 : 0;
    if (value === 0 || value === 1) return value;
    throw new InvalidArgumentError(
      `${this.dialogScore.name} gave ${value}, which is neither 0 (no) nor 1 (yes)`,
      {
        hint: "Say what counts, for example { when: (value) => value >= 4 }.",
      },
    );
  }

  protected statistics(values: Float64Array): { readonly frequency: number } {
    return { frequency: mean(values) };
  }

  protected intervals(units: Units, { level }: ResamplingOptions): { readonly frequency: Interval | null } {
    return { frequency: clusteredWilsonInterval(units, level) };
  }
}
