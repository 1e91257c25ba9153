import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Words per turn (nW ÷ nT). */
export class MeanTurnLengthScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("mean-turn-length", options);
  }

  protected measure(text: DialogText): number {
    return text.wordCount / text.turns.length;
  }
}
