import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

/** Coleman–Liau index (Coleman & Liau 1975): 0.0588 · letters per 100 words − 0.296 · sentences per 100 words − 15.8, in years of US schooling; negative for the very easiest text. */
export class ColemanLiauScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("coleman-liau", options);
  }

  protected formula({ words, letters, sentenceLengths }: ReadabilityCounts): number {
    const per100 = 100 / words.length;
    return 0.0588 * letters * per100 - 0.296 * sentenceLengths.length * per100 - 15.8;
  }
}
