import { checkArguments, checkOptions, pickOptions, type OptionNames } from "@sdialog/core/internal";
import type { DialogText } from "../text/dialog-text.ts";
import { readabilityCounts, type ReadabilityCounts } from "../text/readability-counts.ts";
import { defaultSyllableCounter, type SyllableCounter } from "../text/syllable-counter.ts";
import { sum } from "../statistics/moments.ts";
import { isFamiliarWord } from "../text/is-familiar-word.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** How syllables are counted, and whose words are read. */
export interface ReadabilityOptions extends TextScoreOptions {
  /** Default: the CMU Pronouncing Dictionary's, and the `syllable` package's count for other words. */
  readonly syllables?: SyllableCounter | undefined;
}

const readabilityOptionNames: OptionNames<ReadabilityOptions> = { syllables: true, ...textScoreOptionNames };

/**
 * Base of the readability formulas. They are for English: `null` without words, and in other languages (see
 * {@link isEnglish}). A turn without a final stop is a sentence of its own.
 */
abstract class ReadabilityScore extends TextScore {
  readonly syllables: SyllableCounter;

  constructor(name: string, options: ReadabilityOptions = {}) {
    super(name, pickOptions(options, textScoreOptionNames));
    this.syllables = options.syllables ?? defaultSyllableCounter;
  }

  protected measure(text: DialogText): number | null {
    const counts = readabilityCounts(text, this.tokenizer.words, this.syllables);
    return counts === null ? null : this.formula(counts);
  }

  protected abstract formula(counts: ReadabilityCounts): number;
}

/** Flesch reading ease (Flesch 1948): 206.835 − 1.015 · words per sentence − 84.6 · syllables per word; higher is easier. */
export class FleschReadingEaseScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new FleschReadingEaseScore", arguments, 1);
    checkOptions("new FleschReadingEaseScore", options, readabilityOptionNames);
    super("flesch-reading-ease", options);
  }

  protected formula({ words, syllables, sentenceLengths }: ReadabilityCounts): number {
    return 206.835 - (1.015 * words.length) / sentenceLengths.length - (84.6 * sum(syllables)) / words.length;
  }
}

/** Flesch–Kincaid grade level (Kincaid et al. 1975): 0.39 · words per sentence + 11.8 · syllables per word − 15.59, in years of US schooling. */
export class FleschKincaidGradeScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new FleschKincaidGradeScore", arguments, 1);
    checkOptions("new FleschKincaidGradeScore", options, readabilityOptionNames);
    super("flesch-kincaid-grade", options);
  }

  protected formula({ words, syllables, sentenceLengths }: ReadabilityCounts): number {
    return (0.39 * words.length) / sentenceLengths.length + (11.8 * sum(syllables)) / words.length - 15.59;
  }
}

/** Gunning fog index (Gunning 1952): 0.4 · (words per sentence + percentage of words of three syllables or more), in years of schooling. Every such word counts, also names and inflected forms, which a count by machine cannot tell apart. */
export class GunningFogScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new GunningFogScore", arguments, 1);
    checkOptions("new GunningFogScore", options, readabilityOptionNames);
    super("gunning-fog", options);
  }

  protected formula({ words, syllables, sentenceLengths }: ReadabilityCounts): number {
    const complex = syllables.filter((count) => count >= 3).length;
    return 0.4 * (words.length / sentenceLengths.length + (100 * complex) / words.length);
  }
}

/** SMOG grade (McLaughlin 1969): 1.0430 · √(30 · words of three syllables or more ÷ sentences) + 3.1291. Made for 30 sentences or more; unsure below. */
export class SmogScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new SmogScore", arguments, 1);
    checkOptions("new SmogScore", options, readabilityOptionNames);
    super("smog", options);
  }

  protected formula({ syllables, sentenceLengths }: ReadabilityCounts): number {
    const complex = syllables.filter((count) => count >= 3).length;
    return 1.043 * Math.sqrt((30 * complex) / sentenceLengths.length) + 3.1291;
  }
}

/** Coleman–Liau index (Coleman & Liau 1975): 0.0588 · letters per 100 words − 0.296 · sentences per 100 words − 15.8, in years of US schooling; negative for the very easiest text. */
export class ColemanLiauScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new ColemanLiauScore", arguments, 1);
    checkOptions("new ColemanLiauScore", options, readabilityOptionNames);
    super("coleman-liau", options);
  }

  protected formula({ words, letters, sentenceLengths }: ReadabilityCounts): number {
    const per100 = 100 / words.length;
    return 0.0588 * letters * per100 - 0.296 * sentenceLengths.length * per100 - 15.8;
  }
}

/** Automated readability index (Senter & Smith 1967): 4.71 · letters and digits per word + 0.5 · words per sentence − 21.43, in years of US schooling. */
export class AutomatedReadabilityIndexScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new AutomatedReadabilityIndexScore", arguments, 1);
    checkOptions("new AutomatedReadabilityIndexScore", options, readabilityOptionNames);
    super("automated-readability-index", options);
  }

  protected formula({ words, characters, sentenceLengths }: ReadabilityCounts): number {
    return (4.71 * characters) / words.length + (0.5 * words.length) / sentenceLengths.length - 21.43;
  }
}

/**
 * Dale–Chall score (Dale & Chall 1948, word list of Chall & Dale 1995): 0.1579 · percentage of words off the list
 * of familiar ones + 0.0496 · words per sentence, + 3.6365 when more than 5 % are off it. Regular inflections of
 * listed words are familiar. 4.9 and below is easy for ten-year-olds, 10 and more is for graduates.
 */
export class DaleChallScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new DaleChallScore", arguments, 1);
    checkOptions("new DaleChallScore", options, readabilityOptionNames);
    super("dale-chall", options);
  }

  protected formula({ words, sentenceLengths }: ReadabilityCounts): number {
    const difficult = words.filter((word) => !isFamiliarWord(word.toLowerCase())).length;
    const percentage = (100 * difficult) / words.length;
    const score = 0.1579 * percentage + (0.0496 * words.length) / sentenceLengths.length;
    return percentage > 5 ? score + 3.6365 : score;
  }
}

const windowSize = 100;

/**
 * Linsear Write: a point per word of up to two syllables, three per longer one; r = points ÷ sentences; r ÷ 2
 * above 20, else (r − 2) ÷ 2. Taken over every 100 words (the last stretch may be shorter) and averaged by length,
 * so that the grade does not depend on how long the text is. A sentence that lies in two stretches counts in each
 * by its share of words.
 */
export class LinsearWriteScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    checkArguments("new LinsearWriteScore", arguments, 1);
    checkOptions("new LinsearWriteScore", options, readabilityOptionNames);
    super("linsear-write", options);
  }

  protected formula({ syllables, sentenceLengths }: ReadabilityCounts): number {
    let weighted = 0;
    for (let start = 0; start < syllables.length; start += windowSize) {
      const window = syllables.slice(start, start + windowSize);
      const points = sum(window.map((count) => (count >= 3 ? 3 : 1)));
      const ratio = points / sentencesWithin(sentenceLengths, start, start + window.length);
      weighted += window.length * (ratio > 20 ? ratio / 2 : (ratio - 2) / 2);
    }
    return weighted / syllables.length;
  }
}

/** How many sentences lie between two word positions, those cut by one by their share of words. */
function sentencesWithin(lengths: readonly number[], from: number, to: number): number {
  let sentences = 0;
  let start = 0;
  for (const length of lengths) {
    sentences += Math.max(0, Math.min(to, start + length) - Math.max(from, start)) / length;
    start += length;
    if (start >= to) break;
  }
  return sentences;
}
