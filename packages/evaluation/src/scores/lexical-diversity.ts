import type { DialogText } from "../text/dialog-text.ts";
import { TextScore, type TextScoreOptions } from "./text-score.ts";

/**
 * Type–token ratio: different words ÷ words; `null` without words. It falls with length whatever the vocabulary:
 * compare only dialogues of one length, or take `MtldScore`, `HddScore` or `MattrScore`.
 */
export class LexicalDiversityScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("lexical-diversity", options);
  }

  protected measure(text: DialogText): number | null {
    return text.wordCount === 0 ? null : new Set(text.words).size / text.wordCount;
  }
}
