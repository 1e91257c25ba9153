import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { detectLanguage } from "../lexicons/detect-language.ts";
import { lexicalFeatures, type Lexicon } from "../lexicons/lexicon.ts";
import { lexiconId, lexicons } from "../lexicons/lexicons.ts";
import { matcherOf, tokenizerOf } from "../lexicons/phrase-matcher.ts";
import type { FeatureName } from "./features.ts";
import { findDetails } from "./find-details.ts";
import { countRepetitions } from "./near-repetition.ts";

/** Whose side of a conversation is looked at, and in which language. */
export interface FingerprintOptions {
  /** The user's name in the dialogue, compared without regard to case; of several, whichever speaks. Default: everybody. */
  readonly user?: string | readonly string[] | undefined;
  /** The assistant's name instead: everybody else is the user. */
  readonly bot?: string | readonly string[] | undefined;
  /**
   * The language's code; `"auto"` finds it by the commonest words. Languages without a list of words have `null` for
   * what is found by words. Default: "auto".
   */
  readonly language?: string | undefined;
}

/** The names of {@link FingerprintOptions}. */
export const fingerprintOptionNames: OptionNames<FingerprintOptions> = {
  user: true,
  bot: true,
  language: true,
};

/** The values of the features; `null` where one is not defined. */
export type FeatureValues = Readonly<Record<FeatureName, number | null>>;

/** How the user of one conversation behaves, in 19 numbers. */
export interface Fingerprint {
  readonly features: FeatureValues;
  /** How many turns the numbers rest on; blank ones are left out. */
  readonly turns: number;
  /** How many of the user's turns were blank. */
  readonly blankTurns: number;
  /** The language whose lists of words were used; `null` when there are none for it, or it could not be told. */
  readonly language: string | null;
  /** Which lists these were, with version and hash; `null` without a language. */
  readonly lexicon: string | null;
}

const shortTurn = 3;
const shoutingOrEmoji = /[!?]{3}|!!|\p{Extended_Pictographic}|(?:^|\s)[:;]-?[)(DPp/|](?=\s|$)/u;

/**
 * How the user of a conversation behaves: the 19 features of Chopra et al. 2026 (arXiv 2605.12894) and Zhou et al. 2026
 * (arXiv 2603.11245), from the user's turns only. Rates are shares of turns in [0, 1]. Words and patterns are our own, so
 * that figures compare only with figures of the same lists.
 *
 * @returns `null` when the user says nothing
 * @throws InvalidArgumentError for a code that is no language's, and for both a user and a bot
 */
export function fingerprint(dialog: Dialog, options: FingerprintOptions = {}): Fingerprint | null {
  const { language = "auto" } = checkOptions("fingerprint", options, fingerprintOptionNames);
  const { texts, blank } = userTexts(dialog, options);
  return texts.length === 0 ? null : measure(texts, blank, languageOf(texts, language));
}

/** What a user says in a dialogue, blank turns counted and left out. @throws InvalidArgumentError for both a user and a bot */
export function userTexts(
  dialog: Dialog,
  { user, bot }: FingerprintOptions,
): { readonly texts: readonly string[]; readonly blank: number } {
  if (user !== undefined && bot !== undefined)
    throw new InvalidArgumentError("The user and the bot are both named", { hint: "Name one of them." });
  const names = new Set([user ?? bot ?? []].flat().map((name) => name.toLowerCase()));
  const said = dialog.turns.filter(({ speaker }) => {
    const isNamed = speaker !== null && names.has(speaker.toLowerCase());
    return user === undefined ? !isNamed : isNamed;
  });
  const texts = said.map(({ text }) => text).filter((text) => text.trim() !== "");
  return { texts, blank: said.length - texts.length };
}

/**
 * The language to take the lists of: the one that was named, or the one that is found; `undefined` when too little is said.
 *
 * @throws InvalidArgumentError for a code that is no language's
 */
export function languageOf(texts: readonly string[], language: string): string | undefined {
  if (language !== "auto") return namedLanguage(language);
  const { words } = tokenizerOf(null);
  return detectLanguage(texts.flatMap((text) => words(text.slice(0, longEnough))).slice(0, longEnough));
}

/** A language may have no lists of words, and what words tell is `null` then; a slip of the pen must not come to the same. */
function namedLanguage(language: string): string {
  const [code = ""] = language.toLowerCase().split("-");
  if (Object.hasOwn(lexicons, code) || isLanguage(code)) return code;
  throw new InvalidArgumentError(`"${language}" is no language's code`, {
    hint: `There are lists of words for ${Object.keys(lexicons).join(", ")}; "auto" finds the language. Any other language's code (it, nl, …) leaves out what is found by words.`,
  });
}

const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });

function isLanguage(code: string): boolean {
  return /^[a-z]{2,3}$/.test(code) && names.of(code) !== undefined;
}

// Characters of a turn, and words of all turns, that are looked at to find the language.
const longEnough = 400;

/** The features of texts in a language. */
export function measure(
  texts: readonly string[],
  blankTurns: number,
  language: string | undefined,
): Fingerprint {
  const known = language !== undefined && Object.hasOwn(lexicons, language) ? language : null;
  const lexicon = known === null ? null : (lexicons[known] as Lexicon);
  const tokenizer = tokenizerOf(known ?? "en");
  const turns = texts.map((text) => tokenizer.words(text));
  const lengths = turns.map((words) => words.length);
  const { mean, cv } = spread(lengths);
  return {
    features: {
      words_per_turn: mean,
      short_utterance_rate: lengths.filter((length) => length <= shortTurn).length / turns.length,
      verbosity_cv: cv,
      repetition_rate: countRepetitions(turns) / turns.length,
      ...disclosure(texts, lexicon),
      opening_length: lengths[0] as number,
      ...lexicalRates(texts, turns, lexicon),
    },
    turns: turns.length,
    blankTurns,
    language: known,
    lexicon: lexicon && lexiconId(lexicon),
  };
}

/** Mean and coefficient of variation (÷ n); the latter is `null` for a single turn, which cannot vary. */
function spread(lengths: readonly number[]): { mean: number; cv: number | null } {
  const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  const variance = lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length;
  return { mean, cv: lengths.length < 2 || mean === 0 ? null : Math.sqrt(variance) / mean };
}

function disclosure(
  texts: readonly string[],
  lexicon: Lexicon | null,
): Pick<FeatureValues, "front_loading_ratio" | "identifiers_per_turn"> {
  const given = texts.map((text) => findDetails(text, lexicon).map((one) => one.text.toLowerCase()));
  const all = new Set(given.flat());
  return {
    front_loading_ratio: all.size === 0 ? null : new Set(given[0]).size / all.size,
    identifiers_per_turn: given.reduce((sum, ofTurn) => sum + ofTurn.length, 0) / texts.length,
  };
}

type LexicalValues = Pick<FeatureValues, (typeof lexicalFeatures)[number]>;

function lexicalRates(
  texts: readonly string[],
  turns: readonly (readonly string[])[],
  lexicon: Lexicon | null,
): LexicalValues {
  const counts = new Uint32Array(lexicalFeatures.length);
  const [seeking, feeling] = [
    lexicalFeatures.indexOf("info_seeking_rate"),
    lexicalFeatures.indexOf("emotional_expression_rate"),
  ];
  for (const [place, words] of lexicon === null ? [] : turns.entries()) {
    let bits = matcherOf(lexicon as Lexicon).match(words);
    const text = texts[place] as string;
    if (text.includes("?")) bits |= 1 << seeking;
    if (shoutingOrEmoji.test(text)) bits |= 1 << feeling;
    for (let bit = 0; bit < counts.length; bit++)
      if ((bits & (1 << bit)) !== 0) counts[bit] = (counts[bit] as number) + 1;
  }
  return Object.fromEntries(
    lexicalFeatures.map((feature, bit) => [
      feature,
      lexicon === null ? null : (counts[bit] as number) / texts.length,
    ]),
  ) as LexicalValues;
}
