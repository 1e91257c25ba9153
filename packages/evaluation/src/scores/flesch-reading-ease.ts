import { sum } from "../text/sum.ts";
import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/** Flesch reading ease (Flesch 1948): 206.835 − 1.015 · words per sentence − 84.6 · syllables per word; higher is easier. */
export class FleschReadingEaseScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("flesch-reading-ease", options);
  }

  protected formula({ words, syllables, sentenceLengths }: ReadabilityCounts): number {
    return 206.835 - (1.015 * words.length) / sentenceLengths.length - (84.6 * sum(syllables)) / words.length;
  }
}
