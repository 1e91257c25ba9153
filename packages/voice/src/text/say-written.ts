import { handleOrTag, code, digitGroups, dottedNumbers, mailAddress, webAddress } from "./say-addresses.ts";
import { amountOfMoney } from "./say-money.ts";
import { scaledNumber } from "./say-scales.ts";
import { countOfNoun } from "./say-counts.ts";
import { feetAndInches, numberTimes, percentBefore, quantity } from "./say-quantities.ts";
import { dateInDigits, dateWithName } from "./say-dates.ts";
import { hungarianDate } from "./say-hungarian-dates.ts";
import { slashDate } from "./say-slash-dates.ts";
import { shortWeekday, spanOfNames } from "./say-spans.ts";
import { timeOfDay } from "./say-times.ts";
import { decade, fractionOrScore, ordinal, plainNumber, powerOfTen } from "./say-numbers.ts";
import { abbreviation, sign } from "./say-signs.ts";
import { romanNumeral } from "./roman-numerals.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import type { Unspoken } from "./strip-markup.ts";
import { followsNumber, type Said, type WrittenForm } from "./written-form.ts";

/** What is looked for at the beginning of a word or a number: the first that begins there is said, the more special first. */
const atBeginnings: readonly WrittenForm[] = [
  webAddress,
  mailAddress,
  handleOrTag,
  abbreviation,
  romanNumeral,
  spanOfNames,
  shortWeekday,
  hungarianDate,
  dateInDigits,
  slashDate,
  dateWithName,
  countOfNoun,
  timeOfDay,
  decade,
  amountOfMoney,
  percentBefore,
  feetAndInches,
  digitGroups,
  quantity,
  scaledNumber,
  powerOfTen,
  numberTimes,
  ordinal,
  fractionOrScore,
  dottedNumbers,
  code,
  plainNumber,
];

/** Letters of scripts that put blanks between words. */
const spaced = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}]/u;
const word = /[\p{L}\p{M}]+/uy;

/**
 * A text with everything that is written in signs in words. It is read once from its beginning to its end, and what was put into words is not
 * read again, so that no part of a date is taken for a number, and no digit of an amount for a year.
 */
export function sayWritten(
  text: string,
  language: SpokenLanguage,
): { readonly text: string; readonly unspoken: readonly Unspoken[] } {
  const unspoken: Unspoken[] = [];
  let spoken = "";
  // Where what was said last ends: what follows begins, even without a blank.
  let until = 0;
  for (let at = 0; at < text.length;) {
    const said = saidAt(text, at, language, at === until);
    if (said !== undefined) {
      if (said.unspoken !== undefined) unspoken.push(said.unspoken);
      const [first, last] = [said.said[0] ?? "", said.said.at(-1) ?? ""];
      const apart = spaced.test(spoken.at(-1) ?? "") && spaced.test(first) ? " " : "";
      spoken += apart + said.said;
      at += said.length;
      until = at;
      if (/[\p{L}\p{N}]/u.test(last) && /\p{Script=Latin}/u.test(text[at] ?? "")) spoken += " ";
      continue;
    }
    word.lastIndex = at;
    const plain = word.exec(text)?.[0] ?? String.fromCodePoint(text.codePointAt(at) as number);
    spoken += plain;
    at += plain.length;
  }
  return { text: spoken, unspoken };
}

function saidAt(text: string, at: number, language: SpokenLanguage, afterSaid: boolean): Said | undefined {
  const [before, here] = [text[at - 1] ?? "", text[at] as string];
  const within = /[\d+(\-−¥$€£]/u.test(here) ? /[\p{Script=Latin}\p{M}\p{N}]/u : /[\p{L}\p{M}\p{N}]/u;
  const begins = afterSaid || !within.test(before);
  // A hyphen after a number, a quantity or a time is not a minus, and a number after one that ends a word none of its own.
  const isSign =
    /[-−+]/.test(here) &&
    (/[\p{N}%€$£°]\s?$/u.test(text.slice(Math.max(0, at - 2), at)) || (afterSaid && followsNumber(text, at)));
  if (begins && !isSign)
    for (const form of atBeginnings) {
      const said = form(text, at, language);
      if (said !== undefined) return said;
    }
  return sign(text, at, language);
}
