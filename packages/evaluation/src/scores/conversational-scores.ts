import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { DialogText } from "../text/dialog-text.ts";
import { countFillerWords, countHesitations, isBackChannel } from "../text/discourse-markers.ts";
import { isEnglish } from "../text/is-english.ts";
import { TextScore, type TextScoreOptions, textScoreOptionNames } from "./text-score.ts";

/** In Greek, a semicolon behind a word asks. */
const questionMark = /[?？؟⁇⁈⁉‽՞፧\u037e]|\p{Script=Greek}["'”’»)]?;/u;

/** Turns with a question mark, per 100 turns. */
export class QuestionRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new QuestionRateScore", arguments, 1);
    checkOptions("new QuestionRateScore", options, textScoreOptionNames);
    super("question-rate", options);
  }

  protected measure(text: DialogText): number {
    const questions = text.turns.filter((turn) => questionMark.test(turn.text)).length;
    return (100 * questions) / text.turns.length;
  }
}

/**
 * Turns that say word for word what an earlier one said, per 100 turns: how much speakers go round in circles. A turn
 * without a word (an emoji, a dash) repeats nothing.
 */
export class RepeatedTurnRateScore extends TextScore {
  readonly direction = "lower";

  constructor(options?: TextScoreOptions) {
    checkArguments("new RepeatedTurnRateScore", arguments, 1);
    checkOptions("new RepeatedTurnRateScore", options, textScoreOptionNames);
    super("repeated-turn-rate", options);
  }

  protected measure(text: DialogText): number {
    const said = text.turns.map((turn) => turn.words.join(" ")).filter((words) => words !== "");
    return (100 * (said.length - new Set(said).size)) / text.turns.length;
  }
}

/** Hesitations per 100 words, see {@link countHesitations}; `null` without words and in other languages than English. */
export class HesitationRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new HesitationRateScore", arguments, 1);
    checkOptions("new HesitationRateScore", options, textScoreOptionNames);
    super("hesitation-rate", options);
  }

  protected measure(text: DialogText): number | null {
    if (text.wordCount === 0 || !isEnglish(text)) return null;
    const hesitations = text.turns.reduce((sum, turn) => sum + countHesitations(turn.text), 0);
    return (100 * hesitations) / text.wordCount;
  }
}

/** Filler expressions per 100 words, see {@link countFillerWords}; `null` without words and in other languages than English. */
export class FillerWordDensityScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new FillerWordDensityScore", arguments, 1);
    checkOptions("new FillerWordDensityScore", options, textScoreOptionNames);
    super("filler-word-density", options);
  }

  protected measure(text: DialogText): number | null {
    if (text.wordCount === 0 || !isEnglish(text)) return null;
    const fillers = text.turns.reduce((sum, turn) => sum + countFillerWords(turn.text), 0);
    return (100 * fillers) / text.wordCount;
  }
}

/** Turns that are a mere back-channel, see {@link isBackChannel}, per 100 turns; `null` in other languages than English. */
export class BackChannelRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    checkArguments("new BackChannelRateScore", arguments, 1);
    checkOptions("new BackChannelRateScore", options, textScoreOptionNames);
    super("back-channel-rate", options);
  }

  protected measure(text: DialogText): number | null {
    if (!isEnglish(text)) return null;
    return (100 * text.turns.filter((turn) => isBackChannel(turn.text)).length) / text.turns.length;
  }
}
