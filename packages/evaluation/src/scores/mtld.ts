import { checkArguments, checkOptions, pickOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** When a factor is complete, and whose words are read. */
export interface MtldOptions extends TextScoreOptions {
  /** The type–token ratio below which a factor is complete. Default: 0.72. */
  readonly threshold?: number | undefined;
  /** Fewest words of a complete factor. Default: 1, as published. Kyle's `lexical_diversity` takes 10. */
  readonly minimumFactorLength?: number | undefined;
}

const mtldOptionNames: OptionNames<MtldOptions> = {
  threshold: true,
  minimumFactorLength: true,
  ...textScoreOptionNames,
};

/** What both kinds of MTLD take. */
abstract class FactorScore extends TextScore {
  readonly threshold: number;
  readonly minimumFactorLength: number;

  constructor(name: string, options: MtldOptions) {
    super(name, pickOptions(options, textScoreOptionNames));
    this.threshold = options.threshold ?? 0.72;
    this.minimumFactorLength = options.minimumFactorLength ?? 1;
    if (!(this.threshold > 0 && this.threshold < 1)) {
      throw new InvalidArgumentError(`The MTLD threshold must be between 0 and 1, not ${this.threshold}`);
    }
  }

  protected override parameters(): JsonObject {
    return { threshold: this.threshold, minimumFactorLength: this.minimumFactorLength };
  }
}

/**
 * Measure of textual lexical diversity (McCarthy & Jarvis 2010, doi 10.3758/BRM.42.2.381): the mean number of
 * words it takes until the type–token ratio falls below 0.72, forwards and backwards averaged.
 *
 * `null` when no word occurs twice, where there is no factor to divide by. Unreliable below about 100 words.
 */
export class MtldScore extends FactorScore {
  /** @throws InvalidArgumentError for a threshold that does not lie between 0 and 1 */
  constructor(options: MtldOptions = {}) {
    checkArguments("new MtldScore", arguments, 1);
    checkOptions("new MtldScore", options, mtldOptionNames);
    super("mtld", options);
  }

  protected measure(text: DialogText): number | null {
    return mtld(text.words, this.threshold, this.minimumFactorLength);
  }
}

/**
 * MTLD by moving average (MTLD-MA; McCarthy & Jarvis 2010): the mean length of the factors that begin at each word,
 * going on at the first one behind the last, so that no part of a factor is estimated. `null` where not even all words
 * together repeat enough to make one factor.
 */
export class MtldMaScore extends FactorScore {
  /** @throws InvalidArgumentError for a threshold that does not lie between 0 and 1 */
  constructor(options: MtldOptions = {}) {
    checkArguments("new MtldMaScore", arguments, 1);
    checkOptions("new MtldMaScore", options, mtldOptionNames);
    super("mtld-ma", options);
  }

  protected measure(text: DialogText): number | null {
    return mtldMa(text.words, this.threshold, this.minimumFactorLength);
  }
}

/** MTLD of a list of words, see {@link MtldScore}. */
export function mtld(words: readonly string[], threshold = 0.72, minimumFactorLength = 1): number | null {
  const forwards = factors(words, threshold, minimumFactorLength);
  // Without a repeated word there is no factor in either direction.
  if (forwards === 0) return null;
  return (
    (words.length / forwards + words.length / factors(words.toReversed(), threshold, minimumFactorLength)) / 2
  );
}

function factors(words: readonly string[], threshold: number, minimumFactorLength: number): number {
  let complete = 0;
  let length = 0;
  const types = new Set<string>();
  for (const word of words) {
    types.add(word);
    length += 1;
    if (types.size / length < threshold && length >= minimumFactorLength) {
      complete += 1;
      length = 0;
      types.clear();
    }
  }
  return length === 0 ? complete : complete + (1 - types.size / length) / (1 - threshold);
}

/** MTLD-MA of a list of words, see {@link MtldMaScore}. */
export function mtldMa(words: readonly string[], threshold = 0.72, minimumFactorLength = 1): number | null {
  let [found, lengths] = [0, 0];
  for (const start of words.keys()) {
    const types = new Set<string>();
    for (let length = 1; length <= words.length; length++) {
      types.add(words[(start + length - 1) % words.length] as string);
      if (types.size / length >= threshold || length < minimumFactorLength) continue;
      found++;
      lengths += length;
      break;
    }
  }
  return found === 0 ? null : lengths / found;
}
