import { usualAssistantNames } from "../messages/find-assistant.ts";
import { everydayWords } from "./everyday-words.ts";
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

/** Letters that a name begins with before an apostrophe, as in O'Brien. */
const apostrophes = /['’‘]/g;
/** What a sentence may begin after: a capital tells nothing there. */
const opening = '.!?…:;"“”«»()¿¡[]*–—-';
/** How much around a word tells what it is. */
const around = 40;
/** What follows an everyday word that begins a sentence as what it usually is: `Will you`, `May I`, `Hope this helps`. */
const saidAsUsual =
  /^\s+(?:i|me|you|he|him|she|her|it|we|us|they|them|this|that|these|those|there|the|an?|my|your|his|our|their|not|someone|anyone|everyone|everything|for|of|ich|mich|mir|du|dich|sie|er|es|wir|uns|ihr|ihn|ihm|das|der|die|den|dem|ein|eine[nrm]?|mein|dein|je|tu|il|elle|on|nous|vous|ils|elles|ce|cette|le|la|les|un|une|yo|tú|él|ella|usted|nosotros|el|los|las|una|este|esta|eso)(?!\p{L})/iu;

const german: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** A word of a name without its marks, and with German umlauts written out: as who has no such keys writes it. */
function plainForms(folded: string): readonly [string, string] {
  const bare = folded.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ß", "ss");
  return [bare, folded.replaceAll(/[äöüß]/g, (letter) => german[letter] ?? letter)];
}

/** The form in which spellings of one name are the same: without marks and without what umlauts are written out as. */
export function bareName(text: string): string {
  return plainForms(foldName(text))[0]
    .replaceAll(apostrophes, "")
    .replaceAll(/([aou])e/g, "$1");
}

/** Family names of two signs, after which a given name may be one. */
const compound = /^(?:欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|令狐)/;

/**
 * The given name in a Chinese name of three signs and more, where it is long enough to be nothing else.
 */
function givenName(name: string): string | undefined {
  if (!/^\p{Script=Han}{3,4}$/u.test(name)) return undefined;
  const given = name.slice(compound.test(name) ? 2 : 1);
  return given.length === 2 ? given : undefined;
}

/** A word of a text that may be a name. */
interface Spelled {
  readonly start: number;
  readonly end: number;
  /** Surely one; or only as it is spelled, so that a capital or a name beside it has to tell. */
  readonly sure: boolean;
  readonly capital: boolean;
  /** Whether it is an everyday word, too: then a capital tells only where it need not be one. */
  readonly everyday: boolean;
}

/**
 * Finds names in texts, each of their words by itself and in any case, so that "Ann Lee" is found in "LEE" and "Ann's".
 * A name is also found without its accents, with umlauts written out, without an apostrophe or a hyphen, and with the s
 * of a genitive ("Jörgs"), but then only where it is written with a capital or beside another name, so that a word that
 * merely looks like it stays. So does an everyday word such as "will" in lower case, and "Will you" where a sentence begins,
 * unless it stands beside another name, behind an @, or is all that there is. Of a Chinese name of three signs the given name is found by itself, too.
 * Titles, particles, roles such as "User" and single letters are no names; one word with a digit in it ("X-99") is
 * an id, and is found as a whole.
 */
export class NameFinder {
  readonly #words = new Set<string>();
  /** Other spellings of them. */
  readonly #spelled = new Set<string>();
  readonly #inside = new Set<string>();
  readonly #ids = new Set<string>();
  /** Names with an apostrophe, which are one word: O'Brien. */
  readonly #whole = new Set<string>();

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
        if (unspaced.test(each)) {
          for (const part of [each, givenName(each) ?? each])
            this.#inside.add(part).add(part.normalize("NFD"));
        } else {
          this.#words.add(each);
          for (const form of plainForms(each)) this.#spelled.add(form);
        }
      }
      if (role) continue;
      // "O'Brien" is written "OBrien", too.
      for (const part of folded.split(/\s+/)) {
        if (/^\p{L}['’‘]\p{L}{2,}$/u.test(part)) this.#whole.add(part.replaceAll(apostrophes, "'"));
        const joined = part.replaceAll(/['’‘-]/g, "");
        if (joined !== part && joined.length > 3)
          for (const form of plainForms(joined)) this.#spelled.add(form);
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
    const straight = lower.replaceAll(apostrophes, "'");
    for (const phrase of this.#whole)
      for (const start of placesOf(phrase, straight)) {
        const end = start + phrase.length;
        // With the s of a genitive or without.
        if (
          !alphanumeric.test(lower[start - 1] ?? "") &&
          /^s?(?![\p{L}\p{N}])/u.test(lower.slice(end, end + 2))
        )
          found.push({ kind: "name", start, end });
      }
    for (const phrase of this.#inside)
      for (const start of placesOf(phrase, lower))
        found.push({ kind: "name", start, end: start + phrase.length });
    const spelled = Array.from(text.matchAll(word), ({ 0: match, index }) => this.#spelledAs(match, index));
    // A speaker, a field that holds a name, an account.
    const isName = spelled.every((each) => each?.sure);
    for (const [at, each] of spelled.entries()) {
      if (each === undefined) continue;
      const others = [spelled[at - 1], spelled[at + 1]].filter((other) => other !== undefined);
      if (
        isName ||
        (each.everyday ? isMeant(text, each, others) : each.sure || each.capital || others.length > 0)
      )
        found.push({ kind: "name", start: each.start, end: each.end });
    }
    return found;
  }

  #spelledAs(match: string, start: number): Spelled | undefined {
    const folded = foldName(match);
    const end = start + match.length;
    const capital = /^\p{Lu}/u.test(match);
    const everyday = everydayWords.has(folded);
    if (this.#words.has(folded)) return { start, end, sure: true, capital, everyday };
    if (plainForms(folded).some((form) => this.#spelled.has(form)))
      return { start, end, sure: false, capital, everyday };
    const stem = folded.slice(0, -1);
    const isGenitive = capital && folded.endsWith("s") && stem.length > 2 && !noNames.has(stem);
    if (!isGenitive || !plainForms(stem).some((form) => this.#spelled.has(form))) return undefined;
    return { start, end: end - 1, sure: false, capital, everyday: everydayWords.has(stem) };
  }
}

/** Whether somebody is meant by an everyday word: a name that stays costs more than a word that is altered. */
function isMeant(text: string, { start, end, capital }: Spelled, others: readonly Spelled[]): boolean {
  if (others.some((other) => !other.everyday || (other.capital && capital))) return true;
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  const itself = text.slice(start, end);
  if (before.endsWith("@")) return true;
  // Among capitals alone, one more tells nothing.
  if (!capital || (itself === itself.toUpperCase() && /\p{Lu}{2}/u.test(`${before} ${after}`))) return false;
  const last = before.trimEnd();
  const isFirst =
    last === "" || before.slice(last.length).includes("\n") || opening.includes(last.at(-1) as string);
  return !isFirst || !saidAsUsual.test(after);
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
