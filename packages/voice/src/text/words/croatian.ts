import type { NumberWords } from "../number-words.ts";

/** Endings of an adjective: masculine, feminine and neuter as they are named; on something, masculine or neuter, and feminine; of something. */
type Ending = "i" | "a" | "o" | "om" | "oj" | "og" | "e";

/** What is numbered, in the forms that tell their case and gender. */
const forms: readonly (readonly [nouns: RegExp, ending: Ending])[] = [
  [
    /^(?:kat|red|razred|put|dio|krug|dan|korak|tjedan|mjesec|svezak|pokušaj|stupanj|peron|broj|semestar)$/u,
    "i",
  ],
  [
    /^(?:klasa|godina|strana|stranica|liga|runda|skupina|epizoda|sezona|grupa|vrsta|lekcija|obljetnica)$/u,
    "a",
  ],
  [/^(?:mjesto|poglavlje|stoljeće|kolo|izdanje|pitanje|poluvrijeme|polugodište)$/u, "o"],
  [
    /^(?:katu|redu|razredu|mjestu|poglavlju|stoljeću|kolu|danu|krugu|dijelu|tjednu|mjesecu|peronu|izdanju|semestru)$/u,
    "om",
  ],
  [/^(?:klasi|godini|stranici|strani|ligi|rundi|skupini|sezoni|epizodi|grupi)$/u, "oj"],
];

/** An ordinal before a noun; nothing where its case or gender is not known. */
export function croatianOrdinalBefore(value: number, numbers: NumberWords, noun: string): string | undefined {
  const ending = forms.find(([nouns]) => nouns.test(noun))?.[1];
  return ending === undefined ? undefined : inflected(numbers.toOrdinal(value), ending);
}

/** The day of a month as dates have it: "trećeg svibnja". */
export function croatianDay(value: number, numbers: NumberWords): string {
  return inflected(numbers.toOrdinal(value), "og");
}

/** A year as dates have it: "dvije tisuće dvadeset četvrte godine". */
export function croatianYear(value: number, numbers: NumberWords): string {
  return `${inflected(numbers.toOrdinal(value), "e")} godine`;
}

/** The last word has the ending; "treći" has e for o. */
function inflected(ordinal: string, ending: Ending): string {
  const stem = ordinal.replace(/i$/u, "");
  return stem + (stem.endsWith("ć") ? ending.replace("o", "e") : ending);
}
