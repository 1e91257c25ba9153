import type { OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { dialogText } from "../text/dialog-text.ts";
import { defaultTokenizer, type Tokenizer } from "../text/tokenizer.ts";
import {
  DiversityEvaluator,
  type DiversityOptions,
  diversityOptionNames,
  type SubsetStatistics,
} from "./diversity-evaluator.ts";

/** Whose words are compared, and how much of a dataset is looked at. */
export interface PairwiseOptions extends DiversityOptions {
  readonly speaker?: string | undefined;
  readonly tokenizer?: Tokenizer | undefined;
}

/** The names of {@link PairwiseOptions}. */
export const pairwiseOptionNames: OptionNames<PairwiseOptions> = {
  speaker: true,
  tokenizer: true,
  ...diversityOptionNames,
};

/** How alike two dialogues are, by their places in the dataset; the same either way round. */
export type Similarity = (first: number, second: number) => number;

/** Base of the evaluators that look at all pairs of dialogues of a dataset: every pair is compared once. */
export abstract class PairwiseEvaluator extends DiversityEvaluator {
  readonly #words: (dialog: Dialog) => readonly string[];

  constructor(name: string, options: PairwiseOptions = {}) {
    super(name, options);
    const { tokenizer = defaultTokenizer, speaker } = options;
    this.#words = (dialog) => dialogText(dialog, tokenizer, speaker).words;
  }

  /** Fewest words of a dialogue that can be compared. */
  protected readonly fewestWords: number = 1;

  /** Prepares the comparison of any two of the texts. */
  protected abstract compare(
    texts: readonly (readonly string[])[],
  ): (first: number) => (second: number) => number;

  protected abstract statistics(
    chosen: Uint32Array,
    similarity: Similarity,
  ): Readonly<Record<string, number>>;

  protected applies(dialog: Dialog): boolean {
    return this.#words(dialog).length >= this.fewestWords;
  }

  protected prepare(dialogs: readonly Dialog[]): Promise<SubsetStatistics> {
    const texts = dialogs.map(this.#words);
    const compare = this.compare(texts);
    const rows = texts.map((_, first) => {
      const similarTo = compare(first);
      return Float32Array.from({ length: first }, (_unused, second) => similarTo(second));
    });
    const similarity: Similarity = (first, second) =>
      first === second ? 1 : (rows[Math.max(first, second)]?.[Math.min(first, second)] as number);
    return Promise.resolve((chosen) => this.statistics(chosen, similarity));
  }
}
