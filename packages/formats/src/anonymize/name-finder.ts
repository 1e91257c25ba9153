import { usualAssistantNames } from "../messages/find-assistant.ts";
import type { Place } from "./find-identifiers.ts";

// Speakers that are no people, titles, and words of names that stand everywhere.
const noNames = new Set([
  ...usualAssistantNames,
  ...["user", "human", "customer", "client", "caller", "guest", "visitor", "patient", "doctor", "student"],
  ...["teacher", "speaker", "narrator", "tool", "function", "developer", "unknown", "anonymous"],
  ...["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "jr", "sr"],
  ...["the", "of", "and", "van", "von", "de", "der", "den", "la", "le", "di", "da", "del", "dos", "du", "al"],
]);

const word = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words: a name is looked for inside of them. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The form of a word by which it is known: composed, in lower case. */
export function foldName(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/**
 * Finds names in texts, each of their words by itself and in any case, so that "Ann Lee" is found in "LEE" and "Ann's".
 * Titles, particles, roles such as "User" and single letters are no names; a name with a digit in it is an id, and is
 * found as a whole.
 */
export class NameFinder {
  readonly #words = new Set<string>();
  readonly #inside = new Set<string>();
  readonly #ids = new Set<string>();

  /** @param keep words that are no names here, in any case */
  constructor(names: Iterable<string>, keep: readonly string[] = []) {
    const kept = new Set(keep.flatMap((name) => foldName(name).match(word) ?? []));
    for (const name of names) {
      const folded = foldName(name).trim();
      // "User 1" is two words, of which neither is a name; "X-99" is the number of something.
      const words = folded.match(word) ?? [];
      if (
        /\d/.test(folded) &&
        !words.some((each) => noNames.has(each) || kept.has(each)) &&
        folded.length > 2
      )
        this.#ids.add(folded);
      for (const each of words) {
        if ([...each].length < 2 || noNames.has(each) || kept.has(each) || !/\p{L}/u.test(each)) continue;
        (unspaced.test(each) ? this.#inside : this.#words).add(each);
      }
    }
  }

  /** Where names stand, in no order; they may overlap. */
  find(text: string): Place<"name" | "id">[] {
    const found: Place<"name" | "id">[] = [];
    const lower = text.toLowerCase();
    // A letter or two become longer in lower case, and then no place in one text is a place in the other.
    const aligned = lower.length === text.length ? lower : text;
    for (const [kind, phrases] of [["id", this.#ids] as const, ["name", this.#inside] as const])
      for (const phrase of phrases)
        for (let at = aligned.indexOf(phrase); at >= 0; at = aligned.indexOf(phrase, at + phrase.length))
          found.push({ kind, start: at, end: at + phrase.length });
    for (const { 0: match, index: start } of text.matchAll(word))
      if (this.#words.has(foldName(match))) found.push({ kind: "name", start, end: start + match.length });
    return found;
  }
}
