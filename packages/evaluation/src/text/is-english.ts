import type { Dialog } from "@sdialog/core";
import lande from "lande";
import { dialogText, type DialogText } from "./dialog-text.ts";
import { isFamiliarWord } from "./is-familiar-word.ts";
import { unicodeTokenizer } from "./tokenizer.ts";

const letter = /\p{L}/gu;
const latinLetter = /\p{Script=Latin}/gu;
const looksAt = 1000;
const words = unicodeTokenizer();
/** Said in English and not written in the books that lists of familiar words were made from. */
const spoken = new Set(
  "hi mr mrs uh erm hello yeah yep yup whatever thanks gonna wanna gotta gimme lemme kinda".split(" "),
);

const known = new WeakMap<DialogText | Dialog, boolean>();

/**
 * Whether a text is English, for metrics that are made for nothing else. Of one speaker's words, the whole dialogue
 * decides, and its field `language` (`"en"`, `"en-US"`, `"de"`) where it has one.
 *
 * Without that, there has to be evidence: enough of the words are familiar English ones (Dale–Chall's list), the more
 * the less sure a language detector is (`lande`, 50 languages, of the first 1,000 characters). What nothing shows to be
 * English ("Ok.", "Ja. Nein.") is not taken for it: of 77,597 English dialogues of six collections that is true of 110,
 * which are one word long, or code for the most part.
 */
export function isEnglish(text: DialogText): boolean {
  const whole = text.dialog ?? text;
  let english = known.get(whole);
  if (english === undefined) {
    english =
      told(text.dialog) ?? looksEnglish(text.dialog === undefined ? text : dialogText(text.dialog, words));
    known.set(whole, english);
  }
  return english;
}

function told(dialog: Dialog | undefined): boolean | undefined {
  const language = dialog?.extra["language"];
  return typeof language === "string" ? /^en(?:g|glish)?(?:[-_]|$)/i.test(language.trim()) : undefined;
}

function looksEnglish({ turns }: DialogText): boolean {
  let said = "";
  for (const turn of turns) if (said.length < looksAt) said += `${turn.text}\n`;
  said = said.slice(0, looksAt);
  if ((said.match(latinLetter)?.length ?? 0) * 2 < (said.match(letter)?.length ?? 0)) return false;
  const lettered = words.words(said).filter((word) => /\p{L}/u.test(word));
  const share = lettered.filter(isEnglishWord).length / lettered.length;
  if (share >= 0.85 && lettered.length > 1) return true;
  if (!(share >= 0.3)) return false;
  const sure = lande(said).find(([language]) => language === "eng")?.[1] ?? 0;
  return sure >= (share >= 0.75 ? 0.001 : share >= 0.6 ? 0.01 : 0.5);
}

function isEnglishWord(word: string): boolean {
  const plain = word.toLowerCase().replaceAll("’", "'");
  return spoken.has(plain) || isFamiliarWord(plain);
}
