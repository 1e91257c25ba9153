import type { NumberWords } from "../number-words.ts";

/** An ordinal, which no case and no gender changes before a noun: "harmadik". */
export function hungarianOrdinal(value: number, numbers: NumberWords): string {
  // The library has "huszonkettődik" and "huszonnégyedik".
  return numbers
    .toOrdinal(value)
    .replace(/kettődik$/u, "kettedik")
    .replace(/négyedik$/u, "negyedik");
}

/** The day of a month by itself: "harmadika", "negyedike", "elseje"; with an ending, "harmadikán", as it is written behind `3-`. */
export function hungarianDay(value: number, numbers: NumberWords, ending?: string): string {
  const ordinal = hungarianOrdinal(value, numbers);
  const day = value === 1 ? "elsej" : ordinal;
  const vowel = value === 1 || /[eéöü]dik$/u.test(ordinal) ? "e" : "a";
  if (ending === undefined) return day + vowel;
  const long = vowel === "e" ? "é" : "á";
  // Written 3-a, 3-án, 3-i, 3-tól, 3-ig, and 1-je, 1-jén.
  const bare = ending.replace(/^j/u, "");
  if (/^[ae]$/u.test(bare)) return day + vowel;
  if (/^[áé]/u.test(bare)) return day + bare;
  return /^a?i$|^ei$/u.test(bare) ? `${day}${vowel}i` : `${day}${long}${bare}`;
}
