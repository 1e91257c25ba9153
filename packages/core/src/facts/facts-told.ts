import { countsIn, isCount } from "./counts-in.ts";
import { type Facts, factWordings } from "./fact.ts";
import { factKind } from "./fact-kinds.ts";
import { isSameMoment, momentsIn } from "./moments-in.ts";
import { wordsOf } from "./words-of.ts";

/**
 * Which facts a text tells, by name, in the order of `facts`. A value is found whatever its case, spaces and
 * punctuation (`A-4711`, `a 4711`), a date however it is written; one of several words also when three quarters of its
 * longer words are there.
 */
export function factsTold(text: string, facts: Facts): string[] {
  const words = new Set(wordsOf(text));
  return Object.entries(facts)
    .filter(([name, fact]) => factWordings(fact).some((wording) => tells(text, words, name, wording)))
    .map(([name]) => name);
}

function tells(text: string, said: ReadonlySet<string>, name: string, wording: string): boolean {
  const words = wordsOf(wording);
  if (words.length === 0) return false;
  const whole = new RegExp(`${before}${spelled(wording.normalize("NFKC"))}${after}`, "iu");
  if (isCount.test(wording) && !isNumbered(name) ? countsIn(text, whole) : whole.test(text.normalize("NFKC")))
    return true;
  const moment = momentsIn(wording)[0];
  if (moment !== undefined && momentsIn(text).some((one) => isSameMoment(one, moment))) return true;
  const long = words.filter((word) => [...word].length > 3);
  return long.length >= 3 && long.filter((word) => said.has(word)).length >= 0.75 * long.length;
}

/** Days, hours, prices, house numbers and the like are no counts, though they may be small numbers. */
function isNumbered(name: string): boolean {
  if (numbered.test(name)) return true;
  const answers: readonly string[] = factKind([name])?.answers ?? [];
  const isCounted = answers.some((asked) => asked === "count" || asked === "duration" || asked === "age");
  return answers.includes("place") || (answers.length > 0 && !isCounted);
}

const numbered =
  /(?:number|no|floor|street|row|gate|room|nummer|zimmer|chambre|habitación)$|^n[uú]m[eé]ro (?!de (?:noches|personas|habitaciones|huéspedes))/iu;

const before = "(?<![\\p{L}\\p{N}])";
const after = "(?![\\p{L}\\p{N}])";

/** A wording with whatever may stand between its words, which is no end of a sentence that the wording has not itself. */
function spelled(wording: string): string {
  const words = [...wording.matchAll(/[\p{L}\p{N}]+/gu)];
  return words
    .map(({ 0: word, index }, place) => {
      const next = words[place + 1];
      if (next === undefined) return spaced(word);
      const own = wording.slice(index + word.length, next.index);
      const isDecimal =
        decimals.test(wording.slice(0, next.index + next[0].length)) &&
        !moreDigits.test(wording.slice(next.index + next[0].length));
      return `${spaced(word)}${isDecimal ? decimalMark : gap(word, own, next[0])}`;
    })
    .join("");
}

// A telephone's number in groups has more than one mark of a kind.
const decimals = /(?<![\d.,'’])(?:\d{1,3}(?:[.,'’]\d{3})+|\d{1,9})[.,]\d{1,2}$/u;
const moreDigits = /^[.,]?\d/u;
/** "25" is no 2.5, and "49 euros and 99" is 49.99. */
const decimalMark = String.raw`(?:[.,:'’·]|[^\S\n]|[^\S\n]?(?:\p{Sc}|euros?|dollars?|pounds?|pesos?|francs?|franken)(?:[^\S\n](?:and|und|et|y|con))?[^\S\n]?)`;

/** What may stand between two words of a wording: no end of a sentence, and in "10:30" and "1,200" a single mark. */
function gap(word: string, own: string, next: string): string {
  if (/\p{N}$/u.test(word) && /^\p{N}/u.test(next) && /^[.,:'’]$/u.test(own))
    return String.raw`(?:[.,:'’·/-]|[^\S\n])?`;
  const isInitial = /^\p{L}$/u.test(word) && /^\p{L}/u.test(next);
  const allowed = isInitial || abbreviated.test(word) ? `${own}.` : own;
  const ends = [
    "\\.{2}",
    ...[".", ";", ":"].filter((mark) => !allowed.includes(mark)).map((mark) => `[${mark}]\\s`),
    ...["?", "!"].filter((mark) => !own.includes(mark)).map((mark) => `[${mark}¿¡]`),
  ];
  return `(?:(?!${ends.join("|")})[^\\p{L}\\p{N}])*`;
}

/** Behind these and initials a full stop ends no sentence. */
const abbreviated =
  /^(?:mrs?|ms|dr|prof|st|ste|no|nr|str|rd|ave?|apt|co|inc|ltd|jr|sr|sra|mme|mlle|hr|fr|dra?|núm|tel)$/iu;

/** Codes and numbers may be typed in groups. */
function spaced(word: string): string {
  return /\p{N}/u.test(word) ? [...word].join("(?:[./-]|[^\\S\\n])?") : word;
}
