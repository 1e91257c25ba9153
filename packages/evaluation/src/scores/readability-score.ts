import type { DialogText } from "../text/dialog-text.ts";
import { type ReadabilityCounts, readabilityCounts } from "../text/readability-counts.ts";
import { defaultSyllableCounter, type SyllableCounter } from "../text/syllable-counter.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** How syllables are counted, and whose words are read. */
export interface ReadabilityOptions extends TextScoreOptions {
  /** The `syllable` package's count when not given. */
  readonly syllables?: SyllableCounter | undefined;
}

/**
 * Base of the readability formulas. They are for English: `null` without words, or when less than half of the
 * letters are Latin. A turn without a final stop is a sentence of its own.
 */
export abstract class ReadabilityScore extends TextScore {
  readonly syllables: SyllableCounter;

  constructor(name: string, options: ReadabilityOptions = {}) {
    super(name, options);
    this.syllables = options.syllables ?? defaultSyllableCounter;
  }

  protected measure(text: DialogText): number | null {
    const counts = readabilityCounts(text, this.tokenizer.words, this.syllables);
    return counts === null ? null : this.formula(counts);
  }

  protected abstract formula(counts: ReadabilityCounts): number;
}
