import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/** SMOG grade (McLaughlin 1969): 1.0430 · √(30 · words of three syllables or more ÷ sentences) + 3.1291. Made for 30 sentences or more; unsure below. */
export class SmogScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("smog", options);
  }

  protected formula({ syllables, sentenceLengths }: ReadabilityCounts): number {
    const complex = syllables.filter((count) => count >= 3).length;
    return 1.043 * Math.sqrt((30 * complex) / sentenceLengths.length) + 3.1291;
  }
}
