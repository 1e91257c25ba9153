import { describe, expect, it } from "vitest";
import { numberWords } from "./number-words.ts";
import { speakableText } from "./speakable-text.ts";
import { polishOrdinalBefore } from "./words/polish.ts";

describe("numbers with a full stop", () => {
  it.each([
    // Hungarian: before a noun an ordinal never changes; days of months have endings of their own.
    ["hu", "A 3. emeleten, az 5. sorban.", "A harmadik emeleten, az ötödik sorban."],
    [
      "hu",
      "12. fejezet, 24. rész, 21. század",
      "tizenkettedik fejezet, huszonnegyedik rész, huszonegyedik század",
    ],
    ["hu", "2024. május 3. után", "kétezer-huszonnégy május harmadika után"],
    [
      "hu",
      "Május 3. napján, május 4-én, május 1-jén.",
      "Május harmadik napján, május negyedikén, május elsején.",
    ],
    [
      "hu",
      "május 22-ig, június 6-a, július 10-e, 1-je",
      "május huszonkettedikéig, június hatodika, július tizedike, egy-je",
    ],
    ["hu", "december 31-től, a május 9-i nap", "december harmincegyedikétől, a május kilencedikei nap"],
    ["hu", "Ez 2024. 05. 03. Aztán jön.", "Ez kétezer-huszonnégy május harmadika. Aztán jön."],
    [
      "hu",
      "2024.05.03-án és 2024 májusában",
      "kétezer-huszonnégy május harmadikán és kétezer-huszonnégy májusában",
    ],
    // Polish: the form of the noun tells which case and gender it is, and a date stands in the genitive.
    ["pl", "na 3. piętrze, 2. klasa, 1. miejsce", "na trzecim piętrze, druga klasa, pierwsze miejsce"],
    [
      "pl",
      "w 2. połowie, 22. rząd, 3. etap, 3. piętro",
      "w drugiej połowie, dwudziesty drugi rząd, trzeci etap, trzecie piętro",
    ],
    [
      "pl",
      "3 maja 2024 r. i 1. stycznia 2000",
      "trzeciego maja dwa tysiące dwudziestego czwartego roku i pierwszego stycznia dwutysięcznego roku",
    ],
    [
      "pl",
      "22.11.1999 r.",
      "dwudziestego drugiego listopada tysiąc dziewięćset dziewięćdziesiątego dziewiątego roku",
    ],
    ["pl", "2 lutego 1900", "drugiego lutego tysiąc dziewięćsetnego roku"],
    // Croatian: the same, of the last word only; a year has a full stop, too.
    [
      "hr",
      "na 3. katu, 2. razred, 1. mjesto, 3. kolo",
      "na trećem katu, drugi razred, prvo mjesto, treće kolo",
    ],
    ["hr", "23. stranica, u 2. sezoni, 3. klasa", "dvadeset treća stranica, u drugoj sezoni, treća klasa"],
    ["hr", "3. svibnja 2024., petak", "trećeg svibnja dvije tisuće dvadeset četvrte godine, petak"],
    [
      "hr",
      "Rođen je 03. 05. 2024. Došao je.",
      "Rođen je trećeg svibnja dvije tisuće dvadeset četvrte godine. Došao je.",
    ],
    [
      "hr",
      "22. veljače 1999. godine u gradu",
      "dvadeset drugog veljače jedna tisuća devetsto devedeset devete godine u gradu",
    ],
    ["cs", "3. 5. 2024 je 2. patro", "třetího května dva tisíce dvacet čtyři je druhé patro"],
    ["ru", "03.05.2024 г. и потом", "третьего мая две тысячи двадцать четвёртого года и потом"],
  ])("in %s: %s", async (language, written, said) => {
    expect((await speakableText(written, language)).text).toBe(said);
  });

  it.each([
    ["pl", "3. coś"],
    ["hr", "3. nešto"],
    ["cs", "3. něco"],
    ["sr", "3. nešto"],
    ["lv", "3. stāvs"],
    ["tr", "3. kat"],
  ])(
    "stays as it is written in %s where its case or gender is not known, and is never a number that ends a sentence: %s",
    async (language, written) => {
      expect((await speakableText(written, language)).text).toBe(written);
    },
  );

  it("has an ending on each word of every Polish ordinal", async () => {
    const numbers = await numberWords("pl");
    for (let value = 1; value < 100; value++) {
      const [masculine = "", feminine = "", neuter = "", on = ""] = [
        "etap",
        "klasa",
        "miejsce",
        "etapie",
      ].map((noun) => polishOrdinalBefore(value, numbers as NonNullable<typeof numbers>, noun));
      const all = (text: string, ending: RegExp): boolean =>
        text.split(" ").every((word) => ending.test(word));
      expect([
        value,
        all(masculine, /[yi]$/u),
        all(feminine, /a$/u),
        all(neuter, /e$/u),
        all(on, /[yi]m$/u),
      ]).toEqual([value, true, true, true, true]);
    }
  });
});
