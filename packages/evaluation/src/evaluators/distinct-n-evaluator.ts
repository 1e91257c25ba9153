import { checkCount, checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { ead } from "../scores/distinct-n.ts";
import { dialogText } from "../text/dialog-text.ts";
import { type GramProfile, gramProfiles, type GramProfiles } from "../text/n-grams.ts";
import { defaultTokenizer, type Tokenizer } from "../text/tokenizer.ts";
import {
  DiversityEvaluator,
  type DiversityOptions,
  type SubsetStatistics,
  diversityOptionNames,
} from "./diversity-evaluator.ts";

/** How long the n-grams are, and what of a dataset is looked at. */
export interface DistinctNEvaluatorOptions extends DiversityOptions {
  /** Words per n-gram. Default: 2. */
  readonly n?: number | undefined;
  /** For EAD. Default: 30,522. */
  readonly vocabularySize?: number | undefined;
  readonly speaker?: string | undefined;
  readonly tokenizer?: Tokenizer | undefined;
}

const distinctNEvaluatorOptionNames: OptionNames<DistinctNEvaluatorOptions> = {
  n: true,
  vocabularySize: true,
  speaker: true,
  tokenizer: true,
  ...diversityOptionNames,
};

/**
 * Different n-grams of a whole dataset, pooled: `distinct` (÷ all n-grams; falls with the amount of text) and
 * `ead` (÷ the number to expect at random; does not). No n-gram crosses a turn.
 */
export class DistinctNEvaluator extends DiversityEvaluator {
  readonly n: number;
  readonly vocabularySize: number;
  readonly #words: (dialog: Dialog) => (readonly string[])[];

  /** @throws InvalidArgumentError for an `n` that is not a whole number of at least 1 */
  constructor(options: DistinctNEvaluatorOptions = {}) {
    checkArguments("new DistinctNEvaluator", arguments, 1);
    checkOptions("new DistinctNEvaluator", options, distinctNEvaluatorOptionNames);
    super(`distinct-${options.n ?? 2}`, options);
    this.n = options.n ?? 2;
    this.vocabularySize = options.vocabularySize ?? 30_522;
    checkCount("n", this.n, 1);
    const { tokenizer = defaultTokenizer, speaker } = options;
    this.#words = (dialog) =>
      dialogText(dialog, tokenizer, speaker).turns.map((turn) => turn.words as string[]);
  }

  protected applies(dialog: Dialog): boolean {
    return this.#words(dialog).some((words) => words.length >= this.n);
  }

  protected override bounds(): Readonly<Record<string, readonly [low: number, high: number]>> {
    return { distinct: [0, 1] };
  }

  protected prepare(dialogs: readonly Dialog[]): Promise<SubsetStatistics> {
    const profiles = gramProfiles(dialogs.map(this.#words), this.n);
    return Promise.resolve((indices) => {
      const { distinct, total } = pooled(profiles, indices);
      return {
        distinct: distinct / total,
        ead: ead(distinct, total, this.vocabularySize) ?? Number.NaN,
      };
    });
  }
}

function pooled({ profiles, size }: GramProfiles, indices: Uint32Array): { distinct: number; total: number } {
  const seen = new Uint8Array(size);
  let [distinct, total] = [0, 0];
  for (const index of indices) {
    const profile = profiles[index] as GramProfile;
    total += profile.total;
    for (const gram of profile.grams) {
      distinct += 1 - (seen[gram] as number);
      seen[gram] = 1;
    }
  }
  return { distinct, total };
}
