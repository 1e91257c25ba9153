import type { DialogText } from "../text/dialog-text.ts";
import { countFillerWords } from "./count-filler-words.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Filler expressions per 100 words, see {@link countFillerWords}; `null` without words. English. */
export class FillerWordDensityScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("filler-word-density", options);
  }

  protected measure(text: DialogText): number | null {
    if (text.wordCount === 0) return null;
    const fillers = text.turns.reduce((sum, turn) => sum + countFillerWords(turn.text), 0);
    return (100 * fillers) / text.wordCount;
  }
}
