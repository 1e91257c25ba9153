import { isFamiliarWord } from "../text/is-familiar-word.ts";
import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/**
 * Dale–Chall score (Dale & Chall 1948, word list of Chall & Dale 1995): 0.1579 · percentage of words off the list
 * of familiar ones + 0.0496 · words per sentence, + 3.6365 when more than 5 % are off it. Regular inflections of
 * listed words are familiar. 4.9 and below is easy for ten-year-olds, 10 and more is for graduates.
 */
export class DaleChallScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("dale-chall", options);
  }

  protected formula({ words, sentenceLengths }: ReadabilityCounts): number {
    const difficult = words.filter((word) => !isFamiliarWord(word.toLowerCase())).length;
    const percentage = (100 * difficult) / words.length;
    const score = 0.1579 * percentage + (0.0496 * words.length) / sentenceLengths.length;
    return percentage > 5 ? score + 3.6365 : score;
  }
}
