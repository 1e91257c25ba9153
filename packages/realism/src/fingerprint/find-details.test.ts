import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { english } from "../lexicons/english.ts";
import { french } from "../lexicons/french.ts";
import { german } from "../lexicons/german.ts";
import type { Lexicon } from "../lexicons/lexicon.ts";
import { spanish } from "../lexicons/spanish.ts";
import { findDetails, type DetailKind } from "./find-details.ts";

const cases: readonly (readonly [Lexicon, string, readonly (readonly [DetailKind, string])[]])[] = [
  [english, "write to ann.lee+shop@example.co.uk, ok?", [["email", "ann.lee+shop@example.co.uk"]]],
  [english, "see https://example.org/a?b=1 now", [["url", "https://example.org/a?b=1"]]],
  [
    english,
    "order AB-1234 or #9981",
    [
      ["code", "AB-1234"],
      ["code", "#9981"],
    ],
  ],
  [english, "it is A-4711", [["code", "A-4711"]]],
  [
    english,
    "on 2024-05-06 at 10:30 am",
    [
      ["date", "2024-05-06"],
      ["time", "10:30 am"],
    ],
  ],
  [
    english,
    "on 5/12/2024 at 5 pm",
    [
      ["date", "5/12/2024"],
      ["time", "5 pm"],
    ],
  ],
  [
    english,
    "on May 5th, or the 6 of June",
    [
      ["date", "May 5th"],
      ["date", "6 of June"],
    ],
  ],
  [
    english,
    "it costs $1,200.50 or 30 euros",
    [
      ["money", "$1,200.50"],
      ["money", "30 euros"],
    ],
  ],
  [english, "call +49 30 1234567", [["phone", "+49 30 1234567"]]],
  [
    english,
    "room 12, 3.5 km, 7",
    [
      ["number", "12"],
      ["number", "3.5"],
      ["number", "7"],
    ],
  ],
  [
    english,
    "i met Maria Lopez in Paris.",
    [
      ["name", "Maria Lopez"],
      ["name", "Paris"],
    ],
  ],
  [english, "Hello there. Thanks, I will go on Monday then I see", [["name", "Monday"]]],
  [english, "My name is Ann", [["name", "Ann"]]],
  [english, "STOP IT NOW", []],
  [english, "Please help. What is it? No. Sure", []],
  [german, "Ich heiße Karl Weber und suche eine Wohnung in der Stadt", [["name", "Karl Weber"]]],
  [
    german,
    "am 3. Mai um 18 Uhr",
    [
      ["date", "3. Mai"],
      ["time", "18 Uhr"],
    ],
  ],
  [
    french,
    "je m’appelle Zoé, le 14 juillet",
    [
      ["date", "14 juillet"],
      ["name", "Zoé"],
    ],
  ],
  [
    spanish,
    "vivo en Madrid desde el 2 de enero",
    [
      ["date", "2 de enero"],
      ["name", "Madrid"],
    ],
  ],
];

const oneEach: readonly (readonly [Lexicon, DetailKind, readonly string[]])[] = [
  [
    english,
    "date",
    [
      "12 March 2026",
      "March 12th, 2026",
      "6th of June",
      "March 2026",
      "May 5",
      "Dec. 24, 2025",
      "May 14th-29th",

      "12-Mar-2026",
      "5 Sept '26",
      "05-06-2026",
      "2026/03/12",
      "01 02 2026",
    ],
  ],
  [german, "date", ["12. März 2026", "3. Mai"]],
  [french, "date", ["1er août 2026", "14 juillet"]],
  [spanish, "date", ["2 de enero de 2026", "12 de marzo del 2026"]],
  [english, "number", ["4111 1111 1111 1111", "3782 822463 10005", "1 200 000"]],
  [english, "phone", ["0171 2345678", "020 7946 0958", "555 123 4567", "1-800-555-1234", "555.123.4567"]],
  [german, "phone", ["0171/2345678", "030 123 45 67", "(030) 1234567"]],
  [french, "phone", ["01 42 68 53 00", "+33 1 42 68 53 00"]],
  [spanish, "phone", ["612 34 56 78", "91 234 56 78"]],
  [
    english,
    "code",
    [
      "4111-1111-1111-1111",
      "DE89 3704 0044 0532 0130 00",
      "112-1234567-1234567",
      "978-3-16-148410-0",
      "123-45-6789",
    ],
  ],
  [french, "number", ["10 000"]],
  [french, "money", ["2 500 €"]],
];

const several: readonly (readonly [string, number])[] = [
  ["2019 2020 2021 2022", 4],
  ["0900 1700", 2],
  ["room 12, 3 nights", 2],
  ["12 30 45", 3],
  ["1990-1995", 2],
  ["10000-20000", 2],
  ["June 12:30", 1],
  ["May 5 7pm", 2],
  ["i may go at 5", 1],
  ["12 345", 2],
  ["from 5 May to 7 June 2026", 2],
  ["marching 12 people", 1],
  ["1 2 3 4", 4],
];

const sentences: readonly (readonly [Lexicon, string, readonly string[]])[] = [
  [spanish, "¡Muchas gracias!", []],
  [spanish, "hola, ¿Puedes ayudarme?", []],
  [spanish, "¡Hola! ¿Vives en Madrid?", ["Madrid"]],
  [french, "il dit « Merci beaucoup »", []],
  [french, "« Merci », dit-il à Paris", ["Paris"]],
  [english, "well… Thanks", []],
  [english, "nice :) Thanks", []],
  [english, "nice :D Thanks", []],
  [english, "nice 😀 Thanks", []],
  [english, "love it ❤️ Thanks", []],
  [english, "from here 🇫🇷 Thanks", []],
  [english, "wait — Thanks", []],
  [english, "wait – Thanks", []],
  [english, "first 1) Find a room 2) Book it", []],
  [english, "ok [Sent from a phone]", []],
  [english, "done ‘Thanks", []],
  [english, `ok.${" ".repeat(50)}Thanks`, []],
  [english, "— Thanks, Maria", ["Maria"]],
  [english, "ok 2 Paris", ["Paris"]],
  [english, "a language, e.g., Python", ["Python"]],
  [english, "a city (warm), Rome", ["Rome"]],
  [english, "hi,\nThanks", []],
  [english, "the guests’ Paris trip", ["Paris"]],
  [english, "the London–Dover line", ["London", "Dover"]],
  [english, "the Hilton™ Paris", ["Hilton", "Paris"]],
  [english, "so (Yes) in Rome", ["Rome"]],
  [english, `in${" ".repeat(50)}Paris`, ["Paris"]],
];

describe("details", () => {
  it.each(sentences.map(([lexicon, text, found]) => [lexicon.language, text, lexicon, found] as const))(
    "%s: a capital that begins a sentence is no name's: %s",
    (_language, text, lexicon, found) => {
      const names = findDetails(text, lexicon).filter(({ kind }) => kind === "name");
      expect(names.map(({ text: said }) => said)).toEqual(found);
    },
  );

  it.each(
    oneEach.flatMap(([lexicon, kind, texts]) =>
      texts.map((text) => [lexicon.language, kind, text, lexicon] as const),
    ),
  )("%s: one %s in “%s”", (_language, kind, text, lexicon) => {
    expect(findDetails(`so ${text}.`, lexicon)).toEqual([{ kind, text, start: 3 }]);
  });

  it.each(several)("“%s” are %i", (text, count) => {
    expect(findDetails(text, english)).toHaveLength(count);
  });

  it.each(cases.map(([lexicon, text, found]) => [lexicon.language, text, lexicon, found] as const))(
    "%s: %s",
    (_language, text, lexicon, found) => {
      const kinds = findDetails(text, lexicon).map(({ kind, text: said }) => [kind, said] as const);
      expect(kinds.toSorted()).toEqual([...found].toSorted());
    },
  );

  it("stand where they say, never over each other", () => {
    const part = fc.oneof(
      fc.constantFrom(
        "AB-12",
        "5pm",
        "$30",
        "a@b.de",
        "May 5",
        "Maria Lopez",
        "+1 555 123 4567",
        "www.x.org",
        "#77",
        "1.2.2024",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join(" ");
        const found = findDetails(text, english).toSorted((a, b) => a.start - b.start);
        let last = 0;
        for (const { start, text: said } of found) {
          expect(text.slice(start, start + said.length)).toBe(said);
          expect(start).toBeGreaterThanOrEqual(last);
          last = start + said.length;
        }
      }),
    );
  });

  it("include no names in a language whose ways are not known", () => {
    expect(findDetails("Ciao, sono Maria, 42", null)).toEqual([{ kind: "number", text: "42", start: 18 }]);
  });
});
