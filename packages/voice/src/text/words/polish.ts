import type { NumberWords } from "../number-words.ts";

/** Endings of an adjective: masculine, feminine and neuter as they are named; on something, masculine or neuter, and feminine; of something. */
type Ending = "y" | "a" | "e" | "ym" | "ej" | "ego";

/** What is numbered, in the forms that tell their case and gender. */
const forms: readonly (readonly [nouns: RegExp, ending: Ending])[] = [
  [
    /^(?:rząd|etap|dzień|tydzień|rozdział|tom|krok|punkt|poziom|sezon|odcinek|semestr|rok|wiek|raz|termin|peron|bieg)$/u,
    "y",
  ],
  [
    /^(?:klasa|liga|runda|część|seria|edycja|grupa|kolejka|połowa|lekcja|strona|wojna|rocznica|zmiana)$/u,
    "a",
  ],
  [/^(?:piętro|miejsce|wydanie|zadanie|pytanie|spotkanie|okrążenie|półrocze|urodziny)$/u, "e"],
  [
    /^(?:rzędzie|etapie|dniu|rozdziale|tomie|poziomie|sezonie|semestrze|roku|wieku|peronie|piętrze|miejscu|wydaniu|zadaniu)$/u,
    "ym",
  ],
  [/^(?:klasie|klasy|lidze|rundzie|serii|edycji|grupie|połowie|lekcji|stronie|rocznicy)$/u, "ej"],
];

/** An ordinal before a noun; nothing where its case or gender is not known. */
export function polishOrdinalBefore(value: number, numbers: NumberWords, noun: string): string | undefined {
  const ending = forms.find(([nouns]) => nouns.test(noun))?.[1];
  return ending === undefined ? undefined : inflected(numbers.toOrdinal(value), ending);
}

/** The day of a month as dates have it: "trzeciego maja". */
export function polishDay(value: number, numbers: NumberWords): string {
  return inflected(numbers.toOrdinal(value), "ego");
}

/** A year as dates have it: tens and ones are an ordinal, "dwa tysiące dwudziestego czwartego roku". */
export function polishYear(value: number, numbers: NumberWords): string {
  if (value === 2000) return "dwutysięcznego roku";
  const rest = value % 100;
  const before = rest === 0 ? value % 1000 : rest;
  const ordinal = inflected(numbers.toOrdinal(before === 0 ? value : before), "ego");
  return `${before === 0 || value === before ? "" : `${numbers.toCardinal(value - before)} `}${ordinal} roku`;
}

/** Tens and ones both have the ending; what is not an adjective, as a thousand, has none. */
function inflected(ordinal: string, ending: Ending): string {
  return ordinal
    .split(" ")
    .map((word) => {
      const stem = word.slice(0, -1);
      if (word.endsWith("y")) return stem + ending;
      if (!word.endsWith("i") || ending === "y") return word;
      // Trzeci and drugi: an i before all but the a of druga.
      if (ending === "a") return stem.endsWith("g") ? `${stem}a` : `${stem}ia`;
      return `${stem}i${ending === "ym" ? "m" : ending}`;
    })
    .join(" ");
}
