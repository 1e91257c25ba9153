import type { Fact, Facts } from "@sdialog/core";
import { factWordings, momentsIn, valueKind } from "@sdialog/core/internal";
import { type Verdict, vague } from "./compared-answer.ts";
import type { FoundBeyond } from "./identifiers-beyond.ts";
import { plainLetters } from "./number-words.ts";

/** What became of the facts that a message answers for. */
export type Answers = readonly { readonly name: string; readonly verdict: Verdict }[];

/**
 * Whether what an answer says besides is made up when nobody knows it. Who answers talks: "third floor, flat 12", "I'm 34"
 * and "I bought it on 12 May" make nothing up. What looks like an identifier does: an address for mail, a number of five
 * digits or more, a code, a price. So does what looks like the value of a fact that the answer does not tell as it is: a
 * date where a date is known, a number beside that fact's own words ("for 14 guests" of 12), and, where the fact was asked
 * for and the answer not read, a number as long as its own.
 */
export function isMadeUpBesides(found: FoundBeyond, facts: Facts, answers: Answers): boolean {
  const { said, isMoment, behind } = found;
  const before = found.before.slice(-nearby);
  const untold = Object.entries(facts).filter(
    ([name]) => !answers.some((one) => one.name === name && one.verdict === "same"),
  );
  const unread = untold.filter(([name]) => answers.some((one) => one.name === name));
  // "Not before 10:00" tells no time.
  const isVague = vaguely.test(plainLetters(before));
  if (isMoment) return !isVague && untold.some(([, fact]) => isMomentLike(said, fact));
  if (said.includes("@") || digitsIn(said) >= longNumber) return true;
  if (/\p{Sc}\s?$/u.test(before) || paid.test(behind)) return true;
  if (isMixed(said) && digitsIn(said) >= leastOfCode) return true;
  if (isVague) return false;
  const beside = new Set(
    [
      /(?<!\p{L})(\p{L}{1,40})[ .:#]{1,3}$/u.exec(before)?.[1] ?? "",
      /^ (\p{L}{1,40})/u.exec(behind)?.[1] ?? "",
    ].map(plainLetters),
  );
  return (
    unread.some(([, fact]) => factWordings(fact).some((own) => isLike(said, own))) ||
    untold.some(([name, fact]) =>
      [name, ...factWordings(fact).filter((own) => /\d/.test(own))].some((own) =>
        wordsOf(own).some((word) => beside.has(word)),
      ),
    )
  );
}

/** No more of what stands before is looked at. */
const nearby = 60;
const longNumber = 5;
const leastOfCode = 3;

const vaguely = new RegExp(String.raw`${vague.source}(?: \p{L}{1,4})?\s*$`, "u");

const paid =
  /^\s?(?:\p{Sc}|(?:euros?|dollars?|pounds?|quid|bucks|francs?|franken|pesos?|usd|eur|gbp|chf)(?!\p{L}))/iu;

const digitsIn = (text: string): number => text.replaceAll(/\D/g, "").length;

/** Letters and digits, and no measure as "180cm" is. */
const isMixed = (text: string): boolean => /\p{L}/u.test(text) && !/^\d+(?:[.,:]\d+)?\p{L}+$/u.test(text);

const wordsOf = (text: string): readonly string[] =>
  (plainLetters(text).match(/\p{L}{3,}/gu) ?? []).filter((word) => !saysLittle.has(word));
/** Words of a fact's name that may stand beside any number. */
const saysLittle: ReadonlySet<string> = new Set(
  "number nummer numero nombre anzahl the and for der die das des les los las del und".split(" "),
);

/** Whether a number has as many digits as one in a value, of a long one a digit more or less, or is such a code. */
function isLike(said: string, own: string): boolean {
  const words = own.match(/[\p{L}\p{N}-]+/gu) ?? [];
  if (isMixed(said) && words.some((word) => /\d/.test(word) && isMixed(word))) return true;
  const [wanted, digits] = [digitsIn(own), digitsIn(said)];
  return wanted >= 2 && (wanted === digits || (wanted > leastOfCode && Math.abs(wanted - digits) === 1));
}

/** Whether a value is a date where a date is known, or a time where a time is. */
function isMomentLike(said: string, fact: Fact): boolean {
  const kind = valueKind(fact);
  return momentsIn(said).some(({ readings }) =>
    readings.some((one) => ("day" in one ? kind === "date" : kind === "time")),
  );
}
