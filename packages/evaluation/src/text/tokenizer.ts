import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments, nearestName, type OptionNames, checkOptions } from "@sdialog/core/internal";

/** Cuts text into words. The tokeniser decides every count of words, so results record its `name`. */
export interface Tokenizer {
  readonly name: string;
  /** The words of `text` in order, in the form in which equal words are equal strings. */
  words(text: string): readonly string[];
}

/** By which language's rules text is cut into words. */
export interface UnicodeTokenizerOptions {
  /** BCP 47 tag whose rules cut words and lower the case. Default: "en". */
  readonly locale?: string | undefined;
  /** Whether "The" and "the" are one word. Default: true. */
  readonly lowercase?: boolean | undefined;
}

const unicodeTokenizerOptionNames: OptionNames<UnicodeTokenizerOptions> = { locale: true, lowercase: true };

// The word rules of UAX #29 written out for ASCII, where the segmenter would take ten times as long.
const asciiWord = /(?:[A-Za-z0-9_]|(?<=[A-Za-z])[.'](?=[A-Za-z])|(?<=[0-9])[.,;'](?=[0-9]))+/g;
// A colon between letters is left to the segmenter, whose rule for it differs from one Unicode version to the next.
const plainAscii = /^(?!.*[a-z]:[a-z])[\0-\x7f]*$/is;
// The segmenter also calls "__" a word.
const letterOrDigit = /[\p{L}\p{N}]/u;
const typographicApostrophe = /\u2019/g;

/**
 * Words as Unicode defines them (UAX #29, through `Intl.Segmenter`), punctuation left out: "don't", "naïve" and
 * "3.5" are one word each, and scripts without spaces are cut by dictionary.
 */
export function unicodeTokenizer(options: UnicodeTokenizerOptions = {}): Tokenizer {
  checkArguments("unicodeTokenizer", arguments, 1);
  checkOptions("unicodeTokenizer", options, unicodeTokenizerOptionNames);
  const { locale = "en", lowercase = true } = options;
  const segmenter = new Intl.Segmenter(locale, { granularity: "word" });
  const segment = (text: string): string[] =>
    Array.from(segmenter.segment(text)).flatMap((part) =>
      part.isWordLike === true && letterOrDigit.test(part.segment) ? [part.segment] : [],
    );
  return {
    name: `unicode-${locale}${lowercase ? "" : "-cased"}`,
    words(text) {
      const plain = text.replace(typographicApostrophe, "'");
      const folded = lowercase ? plain.toLocaleLowerCase(locale) : plain;
      // An accent may be written as part of its letter or after it.
      return plainAscii.test(folded) ? asciiWords(folded) : segment(folded.normalize("NFC"));
    },
  };
}

function asciiWords(text: string): string[] {
  const words = text.match(asciiWord) ?? [];
  return text.includes("_") ? words.filter((word) => letterOrDigit.test(word)) : words;
}

/** The tokeniser used when none is chosen. */
export const defaultTokenizer: Tokenizer = unicodeTokenizer();

/** Runs of characters between white space, as they stand: what `Dialog.wordCount()` and Python SDialog count. */
export const whitespaceTokenizer: Tokenizer = {
  name: "whitespace",
  words: (text) => text.match(/\S+/gu) ?? [],
};

/**
 * Lower-cased runs of the letters a–z, as Python SDialog's vocabulary and readability metrics cut words
 * ("don't" is two). For comparisons with its figures; it drops every other script.
 */
export const lettersTokenizer: Tokenizer = {
  name: "letters",
  words: (text) => text.toLowerCase().match(/[a-z]+/g) ?? [],
};

const fixed: readonly Tokenizer[] = [defaultTokenizer, whitespaceTokenizer, lettersTokenizer];

/** The tokeniser a name recorded with results stands for: `unicode`, `unicode-<locale>[-cased]`, `whitespace`, `letters`. @throws InvalidArgumentError */
export function tokenizerByName(name: string): Tokenizer {
  checkArguments("tokenizerByName", arguments, 1);
  const known = name === "unicode" ? defaultTokenizer : fixed.find((tokenizer) => tokenizer.name === name);
  if (known !== undefined) return known;
  const [, locale, cased] = /^unicode-([a-z]{2,3}(?:-(?!cased)[a-z0-9]+)*)(-cased)?$/i.exec(name) ?? [];
  if (locale !== undefined) return unicodeTokenizer({ locale, lowercase: cased === undefined });
  const names = ["unicode", "whitespace", "letters"];
  const nearest = nearestName(name, names);
  throw new InvalidArgumentError(`There is no tokeniser called "${name}"`, {
    hint: nearest === undefined ? `Known: ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
  });
}
