import { numberWords, type NumberWords } from "./number-words.ts";
import { sayNumbers } from "./say-numbers.ts";
import { saySigns } from "./say-signs.ts";
import { spokenWords } from "./spoken-words.ts";
import { stripMarkup, type StrippedText } from "./strip-markup.ts";

const words = new Map<string, Promise<NumberWords | undefined>>();

/**
 * A text as it is said aloud: without markup, emoji and stage directions; numbers, dates, times, amounts, units,
 * abbreviations, addresses and codes in words of the language. What a language has no words for here is left as it is
 * written, for the speech model to say.
 *
 * @param language BCP 47 tag
 * @returns the text, empty when nothing in it is said, and what was left out
 */
export async function speakableText(written: string, language: string): Promise<StrippedText> {
  const { text, unspoken } = stripMarkup(written);
  if (text === "") return { text, unspoken };
  const pending = words.get(language) ?? numberWords(language);
  words.set(language, pending);
  const numbers = await pending;
  const spoken = saySigns(text, spokenWords(language), numbers);
  const said = numbers === undefined ? spoken : sayNumbers(spoken, language, numbers, spokenWords(language));
  return { text: said.replaceAll(/\s+/g, " ").trim(), unspoken };
}
