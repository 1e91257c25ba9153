import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Turns that say word for word what an earlier one said, per 100 turns: how much speakers go round in circles. */
export class RepeatedTurnRateScore extends TextScore {
  readonly direction = "lower";

  constructor(options?: TextScoreOptions) {
    super("repeated-turn-rate", options);
  }

  protected measure(text: DialogText): number {
    const different = new Set(text.turns.map((turn) => turn.words.join(" "))).size;
    return (100 * (text.turns.length - different)) / text.turns.length;
  }
}
