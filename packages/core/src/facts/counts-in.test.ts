import { describe, expect, it } from "vitest";
import { factsTold } from "./facts-told.ts";

/** What has the digit of a count and is none, and what tells the count; `{}` is the number. */
const language: Readonly<Record<string, readonly [names: string, others: string, told: string]>> = {
  en: [
    "number of nights|guests|rooms|bags",
    "On {} May.|On May {}.|May {}, please|{} pm|At {} o'clock.|{}:30 pm|{}/5|{} Mill Lane|{} St. Mary's Road|{} mill lane|I live at {} Mill Lane.|${}|{} dollars|It is {}.50|4 1 {}, {} {} {}, 4 0 1|At {}.|Quarter to {}.|{} in the afternoon|room {}|Flat {}-B|Terminal {}? No, from Terminal {}|A-{}|{}-2|#{}|{}%|in {} hours|The {}th.",
    "{} nights|{} please|{}, please.|for {}|{}|{}.|We are {}.|There will be {} of us.|the {} of us|Just {}!|{} or so|{} (with a dog)|{} rooms with a bath|In Boston, {} nights|In May, {} nights|a party of {}|{} on Mill Street|table for {}, street side|{} people on the way|{} in the same place|{} nights at 12 Main Street|{} in May",
  ],
  de: [
    "Anzahl der Nächte|Gäste",
    "Am {}. Mai.|Am {}. bitte|Um {} Uhr.|Um {}.|{}:30 Uhr|Hauptstraße {}|Am {}.5.|{} Euro|Zimmer {}|Halb {}|{} Uhr abends|{} €|in {} Stunden",
    "{} Nächte|{} bitte|für {}|{}|Wir sind {}.|{} Personen|{} von uns",
  ],
  fr: [
    "nombre de nuits|convives",
    "Le {} mai.|Le {}.|À {} heures.|À {}h30.|{} rue de la Paix|{}, rue de la Paix|{} euros|{} du matin|chambre {}|{} €",
    "{} nuits|{}, s'il vous plaît|pour {}|{}|Nous sommes {}.|{} personnes",
  ],
  es: [
    "número de noches|personas",
    "El {} de mayo.|El {}.|A las {}.|A las {}:30.|Calle Mayor {}|Calle Mayor, {}|{} euros|{} de la tarde|habitación {}|{} €",
    "{} noches|{}, por favor|para {}|{}|Somos {}.|{} personas",
  ],
};

describe.each(Object.entries(language))("a count in %s", (_, [names, others, told]) => {
  const cases = names.split("|").flatMap((name) => [2, 3, 8].map((count) => [name, String(count)] as const));
  const texts = (forms: string, count: string) =>
    forms.split("|").map((form) => form.replaceAll("{}", count));

  it.each(cases)("of %s, %s, is not told by the same digit in something else", (name, count) => {
    for (const text of texts(others, count))
      expect([text, factsTold(text, { [name]: count })]).toEqual([text, []]);
  });

  it.each(cases)("of %s, %s, is told by itself or before what is counted", (name, count) => {
    for (const text of texts(told, count))
      expect([text, factsTold(text, { [name]: count })]).toEqual([text, [name]]);
  });
});

it.each([
  ["house number", "7", "7 Mill Lane"],
  ["check-in time", "3", "at 3"],
  ["price", "9", "$9"],
  ["room number", "12", "room 12"],
  ["guests", "three", "three of us"],
])("%s %s is no count, or is one in words, in %j", (name, value, text) => {
  expect(factsTold(text, { [name]: value })).toEqual([name]);
});

it.each(["On May three.", "three pm", "three dollars", "Quarter to three", "four one three, two two"])(
  "a count in words is not told by %j",
  (text) => {
    expect(factsTold(text, { guests: "three" })).toEqual([]);
  },
);
