import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/** Gunning fog index (Gunning 1952): 0.4 · (words per sentence + percentage of words of three syllables or more), in years of schooling. Every such word counts, also names and inflected forms, which a count by machine cannot tell apart. */
export class GunningFogScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("gunning-fog", options);
  }

  protected formula({ words, syllables, sentenceLengths }: ReadabilityCounts): number {
    const complex = syllables.filter((count) => count >= 3).length;
    return 0.4 * (words.length / sentenceLengths.length + (100 * complex) / words.length);
  }
}
