import { counted } from "./counted.ts";
import type { WrittenForm } from "./written-form.ts";
import { execAt, numberAt, sayNumber } from "./written-number.ts";

const nounAfter = /[ \u00A0](\p{L}+)/uy;

/** So many of something that the language counts with another word for one: `1 hora`, `21 personas`, `1 Tag`. */
export const countOfNoun: WrittenForm = (text, at, language) => {
  const nouns = language.words?.nouns;
  if (nouns === undefined) return undefined;
  const number = numberAt(text, at, language);
  if (number === undefined || number.decimals !== undefined) return undefined;
  const found = execAt(nounAfter, text, at + number.length);
  const noun = found?.[1];
  if (found === undefined || noun === undefined || !nouns.test(noun)) return undefined;
  return {
    length: number.length + found[0].length,
    said: counted(sayNumber(number, language), noun, language),
  };
};
