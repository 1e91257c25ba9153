import { sayWritten } from "./say-written.ts";
import { spokenLanguage } from "./spoken-language.ts";
import { withPlainDigits } from "./written-number.ts";
import { stripMarkup, type StrippedText } from "./strip-markup.ts";

/**
 * A text as it is said aloud: without markup, emoji and stage directions; numbers, dates, times, amounts, units,
 * abbreviations, addresses and codes in words of the language. What a language has no words for here is left as it is
 * written, for the speech model to say.
 *
 * @param language BCP 47 tag
 * @returns the text, empty when nothing in it is said, and what was left out
 */
export async function speakableText(written: string, language: string): Promise<StrippedText> {
  const { text, unspoken } = stripMarkup(written, language);
  const how = text === "" ? undefined : await spokenLanguage(language);
  if (how === undefined) return { text, unspoken };
  const said = sayWritten(withPlainDigits(text), how);
  return { text: said.text.replaceAll(/\s+/gu, " ").trim(), unspoken: [...unspoken, ...said.unspoken] };
}
