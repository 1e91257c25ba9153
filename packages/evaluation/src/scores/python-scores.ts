import { checkArguments, checkOptions, type OptionNames, groupBy } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import { sum } from "../statistics/moments.ts";
import { defaultSyllableCounter, type SyllableCounter } from "../text/syllable-counter.ts";
import { entropy } from "./speaker-scores.ts";

/** Whose turns are scored as Python SDialog does, and how syllables are counted. */
export interface PythonScoreOptions {
  readonly speaker?: string | undefined;
  /**
   * Default: ours. Python SDialog asks the package `syllables`, whose licence (GPL) keeps its rules out of here; with its
   * counts, every digit is the same.
   */
  readonly syllables?: SyllableCounter | undefined;
}

const pythonScoreOptionNames: OptionNames<PythonScoreOptions> = { speaker: true, syllables: true };

// `\b` and `\w` of Python know all scripts, and its blanks are not quite those of JavaScript.
const inWord = String.raw`[\p{L}\p{N}_]`;
const whole = (pattern: string): string => `(?<!${inWord})(?:${pattern})(?!${inWord})`;
const latinWord = new RegExp(whole("[a-zA-Z]+"), "gu");
const hesitation = new RegExp(whole("uh+|um+|er+|ahh*|ohh*|hmm+|huh+|mm+|mhm+|uh-huh|um-hum+"), "giu");
const filler = new RegExp(
  whole(
    "like|you know|i mean|basically|actually|literally|sort of|kind of|stuff like that|or something|whatever|anyway",
  ),
  "giu",
);
const backChannel =
  /^(?:yeah|yes|yep|yup|uh-huh|mhm|mm-hmm|okay|ok|right|sure|i see|got it|alright|oh|ah|hmm|huh)$/;
// oxlint-disable-next-line no-control-regex -- Python takes these for blanks
const notBlank = /[^\t-\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu;

/** A dialogue as Python SDialog's scores see it. */
class PythonText {
  /** `str(turn)`: speakers' names are part of the text. */
  readonly turns: readonly string[];
  /** `str(dialog)` */
  readonly text: string;
  /** `len(turn)`, by turn. */
  readonly lengths: readonly number[];
  readonly words: readonly string[];
  readonly sentences: number;
  readonly syllables: readonly number[];

  constructor(dialog: Dialog, { speaker, syllables = defaultSyllableCounter }: PythonScoreOptions) {
    const turns = dialog.turns.filter(
      (turn) => speaker === undefined || turn.speaker?.toLowerCase() === speaker.toLowerCase(),
    );
    this.turns = turns.map((turn) => named(turn.speaker, turn.text));
    this.text = turns
      .map(({ speaker: name, text }) =>
        name === null || name === "" ? text : named(name, text.replaceAll("\n", " ")),
      )
      .join("\n");
    this.lengths = turns.map(({ text }) => text.match(notBlank)?.length ?? 0);
    this.words = this.text.match(latinWord) ?? [];
    this.sentences = this.text.split(/[.!?\n]+/).filter((piece) => piece.search(notBlank) !== -1).length;
    this.syllables = this.words.map(syllables);
  }

  /** Per 100 words of what is said, in Python's order of operations. */
  per100Words(count: number): number {
    return (count / Math.max(1, sum(this.lengths))) * 100;
  }

  /** Per 100 turns. */
  per100Turns(count: number): number {
    return (count / Math.max(1, this.turns.length)) * 100;
  }

  /** Words of three syllables and more. */
  get long(): number {
    return this.syllables.filter((count) => count >= 3).length;
  }
}

function named(name: string | null, text: string): string {
  return name === null || name === "" ? text : `${name}: ${text}`;
}

type Formula = (text: PythonText, dialog: Dialog) => number | readonly number[];

/** A formula that Python SDialog gives 0 where there is nothing to divide by. */
const readable =
  (formula: (text: PythonText, words: number, perSentence: number) => number): Formula =>
  (text) =>
    text.sentences === 0 || text.words.length === 0
      ? 0
      : formula(text, text.words.length, text.words.length / text.sentences);

const formulas: Readonly<Record<string, Formula>> = {
  "turn-length": ({ lengths }) => lengths,
  "mean-turn-length": ({ lengths }) => (lengths.length === 0 ? 0 : sum(lengths) / lengths.length),
  "hesitation-rate": (text) => text.per100Words(text.text.match(hesitation)?.length ?? 0),
  "filler-word-density": (text) => text.per100Words(text.text.match(filler)?.length ?? 0),
  "question-rate": (text) => text.per100Turns(text.turns.filter((turn) => turn.includes("?")).length),
  "back-channel-rate": (text) =>
    text.per100Turns(text.turns.filter((turn) => backChannel.test(turn.trim().toLowerCase())).length),
  "turn-taking-ratio": (_, { turns }) => {
    const counts = [...groupBy(turns, ({ speaker }) => speaker).values()].map(({ length }) => length);
    return counts.length <= 1 ? 0 : entropy(counts) / Math.log2(counts.length);
  },
  "lexical-diversity": ({ text }) => {
    const words = text.toLowerCase().match(latinWord) ?? [];
    return new Set(words).size / Math.max(1, words.length);
  },
  "gunning-fog": (text) =>
    text.sentences === 0
      ? 0
      : 0.4 *
        (text.words.length / text.sentences +
          (text.words.length === 0 ? 0 : (text.long / text.words.length) * 100)),
  "flesch-reading-ease": readable(
    ({ syllables }, words, perSentence) => 206.835 - 1.015 * perSentence - 84.6 * (sum(syllables) / words),
  ),
  "coleman-liau": readable(({ words: all, sentences }, words) => {
    const letters = (sum(all.map(({ length }) => length)) / words) * 100;
    return Math.max(0, 0.0588 * letters - 0.296 * ((sentences / words) * 100) - 15.8);
  }),
  "linsear-write": readable((text, words) => {
    const points = ((words - text.long + text.long * 3) / words) * 100;
    const perSentence = points / text.sentences;
    return Math.max(0, perSentence > 20 ? perSentence / 2 : (perSentence - 2) / 2);
  }),
  "dale-chall": readable(({ words: all, syllables }, words, perSentence) => {
    const difficult = all.filter(
      (word, place) => word.length > 7 || (syllables[place] as number) >= 3,
    ).length;
    const percentage = (difficult / words) * 100;
    const score = 0.1579 * percentage + 0.0496 * perSentence;
    return percentage > 5 ? score + 3.6365 : score;
  }),
};

/** The metrics that Python SDialog has, too. */
export const pythonScoreNames: readonly string[] = Object.keys(formulas);

/** Those of them that count syllables, and are the same in every digit only with the counts of Python's package. */
export const pythonSyllableScoreNames: readonly string[] = [
  "gunning-fog",
  "flesch-reading-ease",
  "linsear-write",
  "dale-chall",
];

/**
 * A text score as Python SDialog 0.5.3 defines it, for figures that must agree with its own: names of speakers are part of
 * the text, words are runs of Latin letters, every stop and line ends a sentence, and what is not defined is 0.
 * `docs/metrics.md` says what differs from the score of the same name, and why.
 *
 * @throws InvalidArgumentError for a metric that Python SDialog does not have
 */
export function pythonScore(name: string, options: PythonScoreOptions = {}): DialogScore {
  checkArguments("pythonScore", arguments, 2);
  checkOptions("pythonScore", options, pythonScoreOptionNames);
  const formula = Object.hasOwn(formulas, name) ? formulas[name] : undefined;
  if (formula === undefined) {
    throw new InvalidArgumentError(`Python SDialog has no ${name} to be compatible with`, {
      hint: `It has ${pythonScoreNames.join(", ")}.`,
    });
  }
  const { speaker, syllables } = options;
  const configuration: JsonObject = {
    compat: "python",
    ...(pythonSyllableScoreNames.includes(name)
      ? { syllables: syllables === undefined ? "CMU" : "given" }
      : {}),
    ...(speaker === undefined ? {} : { speaker }),
  };
  return { name, configuration, score: (dialog) => formula(new PythonText(dialog, options), dialog) };
}
