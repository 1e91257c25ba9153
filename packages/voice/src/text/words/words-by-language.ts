import type { SpokenWords } from "../spoken-words.ts";
import { dutch } from "./dutch.ts";
import { english } from "./english.ts";
import { french } from "./french.ts";
import { german } from "./german.ts";
import { italian } from "./italian.ts";
import { portuguese } from "./portuguese.ts";
import { spanish } from "./spanish.ts";
import { swedish } from "./swedish.ts";

const byLanguage: Readonly<Record<string, SpokenWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  pt: portuguese,
  nl: dutch,
  sv: swedish,
};

/** How a language says signs and abbreviations; nothing for one that nobody has written down yet. @param language BCP 47 tag */
export function spokenWords(language: string): SpokenWords | undefined {
  return byLanguage[language.split("-")[0] ?? ""];
}
