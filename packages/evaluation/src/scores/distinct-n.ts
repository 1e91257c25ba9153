import { checkArguments, checkOptions, pickOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { DialogText } from "../text/dialog-text.ts";
import { countNGrams } from "../text/n-grams.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** How long the n-grams are, and whose words are counted. */
export interface DistinctNOptions extends TextScoreOptions {
  /** Words per n-gram. Default: 2. */
  readonly n?: number | undefined;
}

const distinctNOptionNames: OptionNames<DistinctNOptions> = { n: true, ...textScoreOptionNames };

/**
 * distinct-n (Li et al. 2016, arXiv 1510.03055) within one dialogue: different n-grams ÷ n-grams, none of which
 * crosses a turn. `null` without n-grams. For a whole dataset pooled, see `DistinctNEvaluator`.
 */
export class DistinctNScore extends TextScore {
  readonly n: number;

  constructor(options: DistinctNOptions = {}) {
    checkArguments("new DistinctNScore", arguments, 1);
    checkOptions("new DistinctNScore", options, distinctNOptionNames);
    super(`distinct-${options.n ?? 2}`, pickOptions(options, textScoreOptionNames));
    this.n = options.n ?? 2;
  }

  protected override parameters(): JsonObject {
    return { n: this.n };
  }

  protected measure(text: DialogText): number | null {
    const { distinct, total } = countNGrams(
      text.turns.map((turn) => turn.words),
      this.n,
    );
    return total === 0 ? null : distinct / total;
  }
}

/** How long the n-grams are, how many words there are to choose from, and whose are counted. */
export interface EadOptions extends TextScoreOptions {
  /** Words per n-gram. Default: 1. */
  readonly n?: number | undefined;
  /** How many words there are to choose from; use one number for everything you compare. Default: 30,522. */
  readonly vocabularySize?: number | undefined;
}

const eadOptionNames: OptionNames<EadOptions> = { n: true, vocabularySize: true, ...textScoreOptionNames };

/**
 * Expectation-adjusted distinct (Liu et al. 2022, arXiv 2202.13587) within one dialogue: different n-grams ÷ the
 * number to expect when drawing as many at random from the vocabulary. Unlike distinct-n it does not fall with
 * length. `null` without n-grams.
 */
export class EadScore extends TextScore {
  readonly n: number;
  readonly vocabularySize: number;

  /** @throws InvalidArgumentError for a vocabulary of less than one word */
  constructor(options: EadOptions = {}) {
    checkArguments("new EadScore", arguments, 1);
    checkOptions("new EadScore", options, eadOptionNames);
    super(`ead-${options.n ?? 1}`, pickOptions(options, textScoreOptionNames));
    this.n = options.n ?? 1;
    this.vocabularySize = options.vocabularySize ?? 30_522;
    if (!(this.vocabularySize >= 1)) {
      throw new InvalidArgumentError(`A vocabulary needs at least one word, not ${this.vocabularySize}`);
    }
  }

  protected override parameters(): JsonObject {
    return { n: this.n, vocabularySize: this.vocabularySize };
  }

  protected measure(text: DialogText): number | null {
    const { distinct, total } = countNGrams(
      text.turns.map((turn) => turn.words),
      this.n,
    );
    return ead(distinct, total, this.vocabularySize);
  }
}

/** EAD of `distinct` different among `total` draws, see {@link EadScore}. */
export function ead(distinct: number, total: number, vocabularySize: number): number | null {
  if (total === 0) return null;
  // V·(1 − ((V−1)/V)^C), without the loss of digits that a power so close to 1 brings.
  return distinct / (vocabularySize * -Math.expm1(total * Math.log1p(-1 / vocabularySize)));
}
