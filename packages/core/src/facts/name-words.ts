import { wordsOf } from "./words-of.ts";

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** Words that names share, and that therefore tell little. */
const general = set(
  "digits ziffern chiffres cifras dígitos number id code name date time no nr type kind address details nummer kennung datum uhrzeit zeit art numéro numero nom code heure type número nombre código fecha hora tipo location city place day",
);
export const without = set(
  "the a an of my your for in on at to from and der die das des dem den mein ihr von für im am le la les un une de du d l des mon votre pour el los las mi su del",
);

/** The words that say what a fact is; all of them where none does. */
export function nameWords(name: string): readonly string[] {
  const words = wordsOf(name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " "));
  const telling = words.filter((word) => !without.has(word));
  return telling.length > 0 ? telling : words;
}

/** What a thing is, and not which: `plan` of `current plan`, `date` of `date of birth`. */
export function headOf(name: string, words: readonly string[]): string | undefined {
  const first = /^\p{L}{1,40} (?:(?:of|de|du|des|del|der|vom|von|à)(?!\p{L})|d['’])/iu.test(name);
  return first ? words[0] : words.at(-1);
}

/** A head that many names share says little, and then it is the other words that count. */
export function weighed(words: readonly string[], head: string | undefined) {
  const tells = head !== undefined && !general.has(head);
  return words.map((word) => ({ word, weight: general.has(word) ? 0.25 : tells && word !== head ? 0.6 : 1 }));
}

/** Another form of the word, or one that is made of it: `order` and `orders`, `Bestellung` and `Bestellnummer`. */
export function like(word: string): (other: string) => boolean {
  return (other) => {
    if (word === other) return true;
    let shared = 0;
    // They differ somewhere, so that this ends.
    while (word[shared] === other[shared]) shared++;
    const [shorter, longer] = [Math.min(word.length, other.length), Math.max(word.length, other.length)];
    return (
      (shared === shorter && shorter > 3 && longer - shorter <= 2) ||
      (shared >= 5 && shared >= 0.65 * shorter)
    );
  };
}

/** A verb and who does it: `fuma` and `fumador`. */
export const isOfOneStem = (word: string, other: string): boolean =>
  word.length >= 5 && other.length >= 4 && word.slice(0, 4) === other.slice(0, 4);
