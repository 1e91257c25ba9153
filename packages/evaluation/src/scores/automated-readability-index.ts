import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/** Automated readability index (Senter & Smith 1967): 4.71 · letters and digits per word + 0.5 · words per sentence − 21.43, in years of US schooling. */
export class AutomatedReadabilityIndexScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("automated-readability-index", options);
  }

  protected formula({ words, characters, sentenceLengths }: ReadabilityCounts): number {
    return (4.71 * characters) / words.length + (0.5 * words.length) / sentenceLengths.length - 21.43;
  }
}
