import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { dialogText, type DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** Words of the dialogue (nW); 0 when nothing was said, `null` when the chosen speaker has no turn. */
export class WordCountScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new WordCountScore", arguments, 1);
    checkOptions("new WordCountScore", options, textScoreOptionNames);
    super("word-count", options);
  }

  override score(dialog: Dialog): number | null {
    const text = dialogText(dialog, this.tokenizer, this.speaker);
    return this.speaker !== undefined && text.turns.length === 0 ? null : this.measure(text);
  }

  protected measure(text: DialogText): number {
    return text.wordCount;
  }
}

/** Turns of the dialogue (nT); 0 when nobody spoke, `null` when the chosen speaker did not. */
export class TurnCountScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new TurnCountScore", arguments, 1);
    checkOptions("new TurnCountScore", options, textScoreOptionNames);
    super("turn-count", options);
  }

  override score(dialog: Dialog): number | null {
    const text = dialogText(dialog, this.tokenizer, this.speaker);
    return this.speaker !== undefined && text.turns.length === 0 ? null : this.measure(text);
  }

  protected measure(text: DialogText): number {
    return text.turns.length;
  }
}

/** Words per turn (nW ÷ nT). */
export class MeanTurnLengthScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new MeanTurnLengthScore", arguments, 1);
    checkOptions("new MeanTurnLengthScore", options, textScoreOptionNames);
    super("mean-turn-length", options);
  }

  protected measure(text: DialogText): number {
    return text.wordCount / text.turns.length;
  }
}

/** Words of each turn: a list, so that a dataset's statistics are over turns rather than dialogues. */
export class TurnLengthScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new TurnLengthScore", arguments, 1);
    checkOptions("new TurnLengthScore", options, textScoreOptionNames);
    super("turn-length", options);
  }

  protected measure(text: DialogText): number[] {
    return text.turns.map((turn) => turn.words.length);
  }
}
