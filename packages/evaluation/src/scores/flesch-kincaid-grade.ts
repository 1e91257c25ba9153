import { sum } from "../text/sum.ts";
import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/** Flesch–Kincaid grade level (Kincaid et al. 1975): 0.39 · words per sentence + 11.8 · syllables per word − 15.59, in years of US schooling. */
export class FleschKincaidGradeScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("flesch-kincaid-grade", options);
  }

  protected formula({ words, syllables, sentenceLengths }: ReadabilityCounts): number {
    return (0.39 * words.length) / sentenceLengths.length + (11.8 * sum(syllables)) / words.length - 15.59;
  }
}
