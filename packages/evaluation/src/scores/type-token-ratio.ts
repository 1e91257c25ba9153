import {
  checkCount,
  checkArguments,
  checkOptions,
  pickOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import type { JsonObject } from "@sdialog/core";
import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/**
 * Type–token ratio: different words ÷ words; `null` without words. It falls with length whatever the vocabulary:
 * compare only dialogues of one length, or take `MtldScore`, `HddScore` or `MattrScore`.
 */
export class LexicalDiversityScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new LexicalDiversityScore", arguments, 1);
    checkOptions("new LexicalDiversityScore", options, textScoreOptionNames);
    super("lexical-diversity", options);
  }

  protected measure(text: DialogText): number | null {
    return text.wordCount === 0 ? null : new Set(text.words).size / text.wordCount;
  }
}

/** How long the segments are, and whose words are cut into them. */
export interface MsttrOptions extends TextScoreOptions {
  /** Words per segment. Default: 50. */
  readonly segment?: number | undefined;
}

const msttrOptionNames: OptionNames<MsttrOptions> = { segment: true, ...textScoreOptionNames };

/**
 * Mean segmental type–token ratio (Johnson 1944): the mean ratio of consecutive segments of 50 words; what is left
 * behind the last whole one is not looked at. `null` for fewer words than one segment.
 */
export class MsttrScore extends TextScore {
  readonly segment: number;

  /** @throws InvalidArgumentError for a segment that is not a whole number of at least 1 */
  constructor(options: MsttrOptions = {}) {
    checkArguments("new MsttrScore", arguments, 1);
    checkOptions("new MsttrScore", options, msttrOptionNames);
    super("msttr", pickOptions(options, textScoreOptionNames));
    this.segment = options.segment ?? 50;
    checkCount("segment", this.segment, 1);
  }

  protected override parameters(): JsonObject {
    return { segment: this.segment };
  }

  protected measure(text: DialogText): number | null {
    return msttr(text.words, this.segment);
  }
}

/** MSTTR of a list of words, see {@link MsttrScore}. */
export function msttr(words: readonly string[], segment = 50): number | null {
  const segments = Math.floor(words.length / segment);
  if (segments === 0) return null;
  let types = 0;
  for (let start = 0; start < segments * segment; start += segment) {
    types += new Set(words.slice(start, start + segment)).size;
  }
  return types / segment / segments;
}

/** How wide the moving window is, and whose words it moves over. */
export interface MattrOptions extends TextScoreOptions {
  /** Words per window. Default: 50. */
  readonly window?: number | undefined;
}

const mattrOptionNames: OptionNames<MattrOptions> = { window: true, ...textScoreOptionNames };

/**
 * Moving-average type–token ratio (Covington & McFall 2010, doi 10.1080/09296171003643098): the mean ratio of all
 * windows of 50 words. `null` for fewer words than one window.
 */
export class MattrScore extends TextScore {
  readonly window: number;

  /** @throws InvalidArgumentError for a window that is not a whole number of at least 1 */
  constructor(options: MattrOptions = {}) {
    checkArguments("new MattrScore", arguments, 1);
    checkOptions("new MattrScore", options, mattrOptionNames);
    super("mattr", pickOptions(options, textScoreOptionNames));
    this.window = options.window ?? 50;
    checkCount("window", this.window, 1);
  }

  protected override parameters(): JsonObject {
    return { window: this.window };
  }

  protected measure(text: DialogText): number | null {
    return mattr(text.words, this.window);
  }
}

/** MATTR of a list of words, see {@link MattrScore}. */
export function mattr(words: readonly string[], window = 50): number | null {
  if (words.length < window) return null;
  const counts = new Map<string, number>();
  let types = 0;
  for (const [position, word] of words.entries()) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    const left = words[position - window];
    if (left !== undefined) {
      const rest = (counts.get(left) as number) - 1;
      if (rest === 0) counts.delete(left);
      else counts.set(left, rest);
    }
    if (position >= window - 1) types += counts.size;
  }
  return types / window / (words.length - window + 1);
}
