import { usualAssistantNames } from "../messages/find-assistant.ts";
import type { Place } from "./find-identifiers.ts";

// Speakers that are not people, titles, and words of names that stand everywhere.
const roles =
  "user human customer client caller guest visitor patient doctor student teacher speaker narrator tool function developer unknown anonymous";
const titles = "mr mrs ms miss mx dr prof sir jr sr";
const particles = "the of and van von de der den la le di da del dos du al";
const noNames = new Set([...usualAssistantNames, ...`${roles} ${titles} ${particles}`.split(" ")]);

const word = /[\p{L}\p{M}\p{N}]+/gu;
/** Scripts that put no space between words: a name is looked for inside of them. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

const alphanumeric = /[\p{L}\p{N}]/u;

/** The form of a word by which it is known: composed, in lower case. */
export function foldName(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/**
 * Finds names in texts, each of their words by itself and in any case, so that "Ann Lee" is found in "LEE" and "Ann's".
 * Titles, particles, roles such as "User" and single letters are no names; one word with a digit in it ("X-99") is
 * an id, and is found as a whole.
 */
export class NameFinder {
  readonly #words = new Set<string>();
  readonly #inside = new Set<string>();
  readonly #ids = new Set<string>();

  /** @param keep words that are not names here, in any case */
  constructor(names: Iterable<string>, keep: readonly string[] = []) {
    const kept = new Set(keep.flatMap((name) => foldName(name).match(word) ?? []));
    for (const name of names) {
      const folded = foldName(name).trim();
      const words = folded.match(word) ?? [];
      const role = words.some((each) => noNames.has(each) || kept.has(each));
      if (/\d/.test(folded) && !/\s/.test(folded) && folded.length > 2 && !role) this.#ids.add(folded);
      for (const each of words) {
        if ([...each].length < 2 || noNames.has(each) || kept.has(each) || !/\p{L}/u.test(each)) continue;
        if (unspaced.test(each)) this.#inside.add(each).add(each.normalize("NFD"));
        else this.#words.add(each);
      }
    }
  }

  /** Where names stand, in no order; they may overlap. */
  find(text: string): Place<"name" | "id">[] {
    const found: Place<"name" | "id">[] = [];
    const lower = lowerInPlace(text);
    for (const phrase of this.#ids)
      for (const start of placesOf(phrase, lower)) {
        const end = start + phrase.length;
        const whole = !alphanumeric.test(lower[start - 1] ?? "") && !alphanumeric.test(lower[end] ?? "");
        if (whole) found.push({ kind: "id", start, end });
      }
    for (const phrase of this.#inside)
      for (const start of placesOf(phrase, lower))
        found.push({ kind: "name", start, end: start + phrase.length });
    for (const { 0: match, index: start } of text.matchAll(word))
      if (this.#words.has(foldName(match))) found.push({ kind: "name", start, end: start + match.length });
    return found;
  }
}

/** In lower case, but for the few letters that become longer by it, so that a place in it is a place in the text. */
function lowerInPlace(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (character) => {
    const small = character.toLowerCase();
    return small.length === character.length ? small : character;
  }).join("");
}

function* placesOf(phrase: string, text: string): Generator<number> {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + phrase.length)) yield at;
}
