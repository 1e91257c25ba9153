import type { Lexicon } from "../lexicons/lexicon.ts";
import { phraseWords, tokenizerOf } from "../lexicons/phrase-matcher.ts";

/** What is written otherwise than a text book would. */
export type SurfaceError =
  | "casual spelling"
  | "misspelling"
  | "doubled word"
  | "stretched letters"
  | "small i"
  | "no space after punctuation"
  | "space before punctuation";

/** The names of {@link SurfaceError}, in order. */
export const surfaceErrors: readonly SurfaceError[] = [
  "casual spelling",
  "misspelling",
  "doubled word",
  "stretched letters",
  "small i",
  "no space after punctuation",
  "space before punctuation",
];

/** Words that are said twice on purpose. */
const doubledOnPurpose = new Set([
  "very",
  "really",
  "so",
  "no",
  "yes",
  "ha",
  "bye",
  "had",
  "that",
  "sehr",
  "très",
  "muy",
  "nous",
  "vous",
  "sie",
  "die",
  "der",
  "das",
]);
// In French a space stands before the taller marks.
const spaceBefore: Readonly<Record<string, RegExp>> = { fr: /\p{L} [,.](?=\s|$)/u };

/**
 * What of a text is misspelled or written casually: common misspellings and spoken forms of the language's lists, doubled
 * words, stretched letters ("sooo"), and slips around punctuation. A rare misspelling is not found; both sides of a
 * comparison are looked at alike.
 *
 * @param lexicon of the text's language; without one, nothing that lists or its rules tell is found
 */
export function findSurfaceErrors(text: string, lexicon: Lexicon | null): ReadonlySet<SurfaceError> {
  const found = new Set<SurfaceError>();
  const raw = tokenizerOf(lexicon?.language ?? null).words(text);
  const words = phraseWords(raw);
  if (lexicon !== null) {
    const { casual, misspelled } = listsOf(lexicon);
    // "don't" is no casual spelling, "dont" is one.
    if (raw.some((word) => casual.has(word))) found.add("casual spelling");
    if (raw.some((word) => misspelled.has(word))) found.add("misspelling");
    if (lexicon.language === "en" && /(?<![\p{L}\p{N}'’.])i(?![\p{L}\p{N}.])/u.test(text))
      found.add("small i");
  }
  if (
    words.some(
      (word, place) =>
        place > 0 && word === words[place - 1] && /\p{L}{2}/u.test(word) && !doubledOnPurpose.has(word),
    )
  )
    found.add("doubled word");
  if (words.some((word) => /([\p{L}])\1\1/u.test(word) && !/^w+\d?(?:\..*)?$|^x+$|^i+$/.test(word)))
    found.add("stretched letters");
  if (/\p{Ll}[,;!?](?=\p{L}{2})|\p{Ll}{2}\.(?=\p{Lu}\p{Ll})/u.test(text))
    found.add("no space after punctuation");
  if ((spaceBefore[lexicon?.language ?? ""] ?? /\p{L} [,.!?;](?=\s|$)/u).test(text))
    found.add("space before punctuation");
  return found;
}

interface Lists {
  readonly casual: ReadonlySet<string>;
  readonly misspelled: ReadonlySet<string>;
}
const lists = new WeakMap<Lexicon, Lists>();

function listsOf(lexicon: Lexicon): Lists {
  let found = lists.get(lexicon);
  if (found === undefined) {
    found = { casual: new Set(lexicon.casualSpellings), misspelled: new Set(lexicon.misspellings) };
    lists.set(lexicon, found);
  }
  return found;
}
