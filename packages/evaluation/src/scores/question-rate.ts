import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

const questionMark = /[?？؟⁇⁈⁉]/u;

/** Turns with a question mark, per 100 turns. */
export class QuestionRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("question-rate", options);
  }

  protected measure(text: DialogText): number {
    const questions = text.turns.filter((turn) => questionMark.test(turn.text)).length;
    return (100 * questions) / text.turns.length;
  }
}
