/** The features that are found by words. */
export const lexicalFeatures = [
  "politeness_rate",
  "formality_rate",
  "acknowledgment_rate",
  "identity_confusion_rate",
  "uncertainty_rate",
  "certainty_rate",
  "pushback_rate",
  "clarification_question_rate",
  "info_seeking_rate",
  "emotional_expression_rate",
  "accusatory_rate",
  "strategy_pivot_rate",
] as const;

/** A feature that is found by words. */
export type LexicalFeature = (typeof lexicalFeatures)[number];

/**
 * What people say in one language when they are polite, push back, and so on.
 *
 * A phrase is words separated by blanks, in lower case; case, punctuation and apostrophes of the text do not matter.
 * `^` before a phrase: only at the beginning of a turn. `*` at the end of a word: any ending. `…` between words: up to
 * three words more; `~`: up to five of the language's particles, which change nothing ("das stimmt doch so gar nicht").
 */
export interface Lexicon {
  /** ISO 639-1 code. */
  readonly language: string;
  /** Raised with every change of a list, so that results of different lists are told apart. */
  readonly version: number;
  readonly phrases: Readonly<Record<LexicalFeature, readonly string[]>>;
  /** What begins like a phrase of the feature without being one: "no thanks" pushes nobody back. */
  readonly except: Readonly<Partial<Record<LexicalFeature, readonly string[]>>>;
  /** Words that stand between the others and change nothing but the emphasis: "really", "doch", "du tout". */
  readonly particles: readonly string[];
  /** What denies the word behind it, particles and articles between: "not a scam" blames nobody. */
  readonly negations: readonly string[];
  readonly articles: readonly string[];
  /** What words are written together with by an apostrophe without being one with them: "m'énerve", "l'horrible". */
  readonly elided: readonly string[];
  /** Whether people leave accents out: "adiós" and "adios" are then one phrase. */
  readonly accentsOptional: boolean;
  /** The commonest words that mean nothing by themselves; by them the language is known. */
  readonly functionWords: readonly string[];
  /** Names of months and days, which with a number are a date. */
  readonly calendar: readonly string[];
  /** Phrases that a name follows. */
  readonly namesAfter: readonly string[];
  /** Whether a capital letter inside a sentence marks a name; in German it marks a noun. */
  readonly capitalsMarkNames: boolean;
  /** Words that are written as they sound, or cut short: "gonna", "u". */
  readonly casualSpellings: readonly string[];
  /** Common misspellings. */
  readonly misspellings: readonly string[];
}

/**
 * Phrases from text in which commas and line breaks separate them. Parentheses hold alternatives: "(your|this) app is
 * (bad|awful)" is four phrases.
 */
export function phraseList(text: string): readonly string[] {
  return text.split(/[,\n]/).flatMap((phrase) => alternatives(phrase.trim()));
}

function alternatives(phrase: string): readonly string[] {
  if (phrase === "") return [];
  const open = phrase.indexOf("(");
  const close = phrase.indexOf(")", open);
  if (open === -1 || close === -1) return [phrase];
  const [before, after] = [phrase.slice(0, open), phrase.slice(close + 1)];
  return phrase
    .slice(open + 1, close)
    .split("|")
    .flatMap((one) => alternatives(`${before}${one}${after}`.replaceAll(/ +/g, " ").trim()));
}
