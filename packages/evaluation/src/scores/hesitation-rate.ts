import type { DialogText } from "../text/dialog-text.ts";
import { countHesitations } from "./count-hesitations.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Hesitations per 100 words, see {@link countHesitations}; `null` without words. English. */
export class HesitationRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("hesitation-rate", options);
  }

  protected measure(text: DialogText): number | null {
    if (text.wordCount === 0) return null;
    const hesitations = text.turns.reduce((sum, turn) => sum + countHesitations(turn.text), 0);
    return (100 * hesitations) / text.wordCount;
  }
}
