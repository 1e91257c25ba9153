import type { ReadabilityCounts } from "../text/readability-counts.ts";
import { type ReadabilityOptions, ReadabilityScore } from "./readability-score.ts";

const windowSize = 100;

/**
 * Linsear Write: a point per word of up to two syllables, three per longer one; r = points ÷ sentences; r ÷ 2
 * above 20, else (r − 2) ÷ 2. Taken over every 100 words (the last stretch may be shorter) and averaged by length,
 * so that the grade does not depend on how long the text is. A sentence that lies in two stretches counts in each
 * by its share of words.
 */
export class LinsearWriteScore extends ReadabilityScore {
  constructor(options?: ReadabilityOptions) {
    super("linsear-write", options);
  }

  protected formula({ syllables, sentenceLengths }: ReadabilityCounts): number {
    let weighted = 0;
    for (let start = 0; start < syllables.length; start += windowSize) {
      const window = syllables.slice(start, start + windowSize);
      const points = window.reduce((sum, count) => sum + (count >= 3 ? 3 : 1), 0);
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
