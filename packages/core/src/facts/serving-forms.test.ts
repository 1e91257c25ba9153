import { expect, it } from "vitest";
import { allWordings, phraseFinder } from "./phrase-finder.ts";
import { servingForms } from "./serving-forms.ts";
import { servingPhrases } from "./serving-phrases.ts";

/** As it may be said; some exceptions are of what ends a sentence. */
const plain = (wording: string): string => wording.replaceAll(/[\^*…]/gu, "");

it.each(["en", "de", "fr", "es"] as const)(
  "every form of service finds itself, and no exception cancels it: %s",
  (language) => {
    for (const [list, except] of [
      [servingForms[language].forms, servingForms[language].except],
      [servingPhrases[language].certain, servingPhrases[language].except],
    ] as const) {
      const finds = phraseFinder(list, except);
      expect(
        allWordings(list).filter((wording) => !finds(plain(wording)) && !finds(`${plain(wording)} then`)),
      ).toEqual([]);
    }
  },
);
