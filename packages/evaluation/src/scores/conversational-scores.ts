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

// Longest first, so that "uh-huh" and "mm-hmm" are one each. "5 mm" is a length.
const hesitation =
  /(?<![\p{L}\p{N}'’])(?:uh-huh+|um-hum+|mm+-hm+|m+hm+|uh+|um+|erm*|er+|ah+|oh+|hm+|huh+|(?<!\d\s?)mm+)(?![\p{L}\p{N}'’])/giu;

/** How many vocal hesitations (uh, um, er, ah, oh, hmm, huh, mm-hmm, …) a text holds. */
export function countHesitations(text: string): number {
  return text.match(hesitation)?.length ?? 0;
}

/** Filler expressions per 100 words, see {@link countFillerWords}; `null` without words. English. */
export class FillerWordDensityScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("filler-word-density", options);
  }

  protected measure(text: DialogText): number | null {
    if (text.wordCount === 0) return null;
    const fillers = text.turns.reduce((sum, turn) => sum + countFillerWords(turn.text), 0);
    return (100 * fillers) / text.wordCount;
  }
}

const filler =
  /(?<![\p{L}\p{N}'’])(?:you know|i mean|basically|actually|literally|sort of|kind of|stuff like that|or something|whatever|anyway)(?![\p{L}\p{N}'’])/giu;
// "I would like that" means something; a filler is set off from its sentence.
const like = /(?:^|[,;:.!?…—–-])\s*like(?![\p{L}\p{N}'’])|(?<![\p{L}\p{N}'’])like(?=\s*[,…—–])/giu;

/** How many filler expressions (you know, basically, sort of, …) a text holds; "like" only where punctuation sets it off. */
export function countFillerWords(text: string): number {
  return (text.match(filler)?.length ?? 0) + (text.match(like)?.length ?? 0);
}

/** Turns that are a mere back-channel, see {@link isBackChannel}, per 100 turns. English. */
export class BackChannelRateScore extends TextScore {
  constructor(options?: TextScoreOptions) {
    super("back-channel-rate", options);
  }

  protected measure(text: DialogText): number {
    return (100 * text.turns.filter((turn) => isBackChannel(turn.text)).length) / text.turns.length;
  }
}

const expressions = new Set([
  "yeah",
  "yes",
  "yep",
  "yup",
  "uh-huh",
  "mhm",
  "mm-hmm",
  "okay",
  "ok",
  "right",
  "sure",
  "i see",
  "got it",
  "alright",
  "oh",
  "ah",
  "hmm",
  "huh",
]);

/** Whether a turn says nothing but that its speaker listens ("Okay.", "I see"); case and punctuation do not matter. */
export function isBackChannel(text: string): boolean {
  const said = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, " ")
    .trim()
    .replaceAll(/\s+/g, " ");
  return expressions.has(said);
}
