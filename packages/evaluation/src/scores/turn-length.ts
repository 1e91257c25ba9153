import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Words of each turn: a list, so that a dataset's statistics are over turns rather than dialogues. */
export class TurnLengthScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("turn-length", options);
  }

  protected measure(text: DialogText): number[] {
    return text.turns.map((turn) => turn.words.length);
  }
}
