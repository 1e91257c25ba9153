import type { SpokenLanguage } from "./spoken-language.ts";
import type { Unspoken } from "./strip-markup.ts";

/** What is said of the characters that begin somewhere. */
export interface Said {
  /** How many characters it stands for. */
  readonly length: number;
  readonly said: string;
  /** What of them nobody says. */
  readonly unspoken?: Unspoken | undefined;
}

/**
 * Something that is written in signs and said in words: a date, an amount, an address.
 *
 * @param text all of the text
 * @param at where it may begin: at the beginning of a word or a number, or at a sign
 * @returns nothing when it does not begin there
 */
export type WrittenForm = (text: string, at: number, language: SpokenLanguage) => Said | undefined;

/** Nothing of a word may follow. */
export const ends = String.raw`(?![\p{L}\p{M}\p{N}])`;

const numberBefore =
  /[\p{N}$€£¥%°]\s?$|\d\.\d{1,2}\.$|\d\s?(?:\p{L}{1,4}[²³]?|[ap]\.\s?m\.|heures?|horas?|hours?)\s?$/iu;

/** Whether what stands before a position ends in a number, a number with a unit, a time of day, or a date such as `5.3.` */
export function followsNumber(text: string, at: number): boolean {
  return numberBefore.test(text.slice(Math.max(0, at - 10), at));
}
