import lande from "lande";
import type { DialogText } from "./dialog-text.ts";

const letter = /\p{L}/gu;
const latinLetter = /\p{Script=Latin}/gu;
const fewestLetters = 20;
const looksAt = 1000;
const leastProbability = 0.001;

const known = new WeakMap<DialogText, boolean>();

/**
 * Whether a text may be English, for metrics that are made for nothing else: not when most of its letters are of another
 * script, nor when a language detector (`lande`, 50 languages, of the first 1,000 characters) gives it less than one in a
 * thousand. Fewer than 20 letters tell nothing, and are taken for English.
 *
 * Of 3,927 English dialogues of five collections, one is taken for another language ("Guns. Some people like guns.").
 */
export function isEnglish(text: DialogText): boolean {
  let english = known.get(text);
  if (english === undefined) {
    let said = "";
    for (const turn of text.turns) if (said.length < looksAt) said += `${turn.text}\n`;
    english = mayBeEnglish(said.slice(0, looksAt));
    known.set(text, english);
  }
  return english;
}

function mayBeEnglish(text: string): boolean {
  const letters = text.match(letter)?.length ?? 0;
  if ((text.match(latinLetter)?.length ?? 0) * 2 < letters) return false;
  if (letters < fewestLetters) return true;
  return (lande(text).find(([language]) => language === "eng")?.[1] ?? 0) >= leastProbability;
}
