import type { Dialog } from "@sdialog/core";
import { dialogText, type DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Turns of the dialogue (nT); 0 when nobody spoke. */
export class TurnCountScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("turn-count", options);
  }

  override score(dialog: Dialog): number {
    return this.measure(dialogText(dialog, this.tokenizer, this.speaker));
  }

  protected measure(text: DialogText): number {
    return text.turns.length;
  }
}
