import type { Dialog } from "@sdialog/core";
import { dialogText, type DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/** Words of the dialogue (nW); 0 when nothing was said. */
export class WordCountScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("word-count", options);
  }

  override score(dialog: Dialog): number {
    return this.measure(dialogText(dialog, this.tokenizer, this.speaker));
  }

  protected measure(text: DialogText): number {
    return text.wordCount;
  }
}
