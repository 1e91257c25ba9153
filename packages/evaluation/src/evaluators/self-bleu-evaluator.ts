import { checkCount, checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { dialogText } from "../text/dialog-text.ts";
import { selfBleuOf } from "../text/self-bleu.ts";
import { defaultTokenizer, type Tokenizer } from "../text/tokenizer.ts";
import {
  DiversityEvaluator,
  type DiversityOptions,
  type SubsetStatistics,
  diversityOptionNames,
} from "./diversity-evaluator.ts";

/** How long the compared n-grams may be, and what of a dataset is looked at. */
export interface SelfBleuEvaluatorOptions extends DiversityOptions {
  /** Longest n-gram compared. Default: 4. */
  readonly n?: number | undefined;
  readonly speaker?: string | undefined;
  readonly tokenizer?: Tokenizer | undefined;
}

const selfBleuEvaluatorOptionNames: OptionNames<SelfBleuEvaluatorOptions> = {
  n: true,
  speaker: true,
  tokenizer: true,
  ...diversityOptionNames,
};

/**
 * How much dialogues of a dataset repeat each other: self-BLEU with whole dialogues as texts, under `selfBleu`;
 * 1 = all say the same. It grows with their number: compare at equal n.
 */
export class SelfBleuEvaluator extends DiversityEvaluator {
  readonly n: number;
  readonly #words: (dialog: Dialog) => readonly (readonly string[])[];

  /** @throws InvalidArgumentError for an `n` that is not a whole number of at least 1 */
  constructor(options: SelfBleuEvaluatorOptions = {}) {
    checkArguments("new SelfBleuEvaluator", arguments, 1);
    checkOptions("new SelfBleuEvaluator", options, selfBleuEvaluatorOptionNames);
    super("self-bleu", options);
    this.n = options.n ?? 4;
    checkCount("n", this.n, 1);
    const { tokenizer = defaultTokenizer, speaker } = options;
    this.#words = (dialog) => dialogText(dialog, tokenizer, speaker).turns.map((turn) => turn.words);
  }

  protected applies(dialog: Dialog): boolean {
    return this.#words(dialog).some((words) => words.length > 0);
  }

  protected override bounds(): Readonly<Record<string, readonly [low: number, high: number]>> {
    return { selfBleu: [0, 1] };
  }

  protected prepare(dialogs: readonly Dialog[]): Promise<SubsetStatistics> {
    const measure = selfBleuOf(dialogs.map(this.#words), this.n);
    return Promise.resolve((indices) => ({ selfBleu: measure(indices) ?? Number.NaN }));
  }
}
