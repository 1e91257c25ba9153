import { dateInOrder, monthSaid, yearOf } from "./say-dates.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import type { WrittenForm } from "./written-form.ts";
import { execAt } from "./written-number.ts";

const yearFirst = /(\d{4})\/(\d{1,2})\/(\d{1,2})(?![\d/])/uy;
const withYear = /(\d{1,2})\/(\d{1,2})(?:[-–]|,?\s)((?:19|20)\d{2})(?![\d/%.,:]*\d|\s?[%€$£])/uy;
const monthAndYear = /(\d{1,2})\/((?:19|20)\d{2})(?![\d/])/uy;
const dayAndMonth = /(\d{1,2})\/(\d{1,2})(?![\d/])(?!\s?[%€$£°]|[.,]\d)/uy;
/** A date from which or to which another goes: `24/12-26/12`. */
const otherBefore = /\d{1,2}\/\d{1,2}\s?[-–—]\s?$/u;
const otherAfter = /\s?[-–—]\s?\d{1,2}\/\d{1,2}(?![\d/])/uy;

const weekdays =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|(?:man|tirs|ons|tors|fre|lør|søn)dag|lauantai\\p{L}*|\\p{L}+ntai\\p{L}*|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica|segunda|terça|quarta|quinta|sexta|(?:maan|dins|woens|donder|vrij|zater|zon)dag|keskiviikko\\p{L}*|torstai\\p{L}*";
/** What before a day and a month tells that they are one, by language. */
const cues: Readonly<Record<string, string>> = {
  en: "on|(?:due|done|ready|finish(?:ed|es)?|complet(?:e|es|ed)|arriv(?:e|es|ed)|deliver(?:ed|s)?|sen[dt]|ship(?:ped|s)?|pay|paid|return(?:ed|s)?|submit(?:ted|s)?|repl(?:y|ied)|respond|needed|back|here|there)(?:\\s\\p{L}+){0,3}\\sby|until|till|since|dated|date|due|(?:arriv|depart)(?:es?|ing)|deadline(?: is)?|see you|today is|birthday is",
  sv: "den|till|från|före|efter|datum|sedan|senast|fram till|födelsedag",
  da: "den|d|til|fra|før|efter|dato|siden|senest",
  nb: "den|d|til|fra|før|etter|dato|siden|senest",
  fi: "päivämäärä|pvm",
  de: "am|zum|vom|bis|ab|seit|datum",
  fr: "le|du|au|depuis le|jusqu['’]au|dès le|date",
  es: "el|del|al|desde el|hasta el|día|fecha",
  it: "il|dal|al|del|entro il|fino al|data",
  pt: "dia|desde|até|no dia|data",
  nl: "op|tot|vanaf|sinds|voor|datum",
};
/** The shapes of pictures. */
const shape = /^(?:16|18|21)\/9$/u;
/** What may stand before a part of something as well as before a date, so that a half and its kind are not read as dates. */
const part = /^(?:1\/2|1\/3|2\/3|1\/4|3\/4)$/u;
const strong: Readonly<Record<string, string>> = {
  en: "on|dated|date|due|deadline(?: is)?",
  sv: "den",
  da: "den|d",
  nb: "den|d",
  de: "am|datum",
  fr: "le",
  es: "el|día|fecha",
  it: "il",
  pt: "dia|no dia",
  nl: "op|datum",
};
/** Where a part of something is meant all the same: "on 3/4 of them", "on 1/2 cup". */
const ofSomething =
  /^\s(?:of|the|an?|av|af|von|der|des|de|du|des|del|di|d[ae]gli|d[ae]ll[aeo]|dei|dai|da|do|van|uur|jaar|dag|tage?|stunden?|jahre?|monate?|liter|litre|litro|kilo|meter|heures?|horas?|ore|ora|cups?|inch(?:es)?|miles?|hours?|teaspoons?|tablespoons?|tbsp|tsp|pints?|pounds?|gallons?|dl|l|kg|g|kopp|kop|tasse|points?|stars?|full|off|zoll|pouces?|pulgadas?|pollici|tum)(?!\p{L})/iu;

/** Where days are written `2/3 2019`. */
const blankBeforeYear: ReadonlySet<string> = new Set(["sv", "da", "nb", "fi"]);

const patterns = new Map<string, RegExp>();

/** Whether the end of a text is one of the words, or the name of a day of the week. */
function endsIn(words: string, text: string): boolean {
  const known =
    patterns.get(words) ??
    new RegExp(String.raw`(?:^|[^\p{L}])(?:${words}|${weekdays})[.,:]?\s+(?:den\s+|the\s+)?$`, "iu");
  patterns.set(words, known);
  return known.test(text.slice(-60));
}

/**
 * A date with slashes that has its year first (`2024/12/25`), its year apart (`3/4 2024`, `24/12-2024`), no day (`05/2024`) or no year. Day
 * and month are in the order of the language. Without a year they may be a part as well (`7/10`, `3/4`), and are a date where
 * both have two digits and one begins with 0, where a word before them says so ("den 3/4", "on 12/25"), where they begin or end a span, or
 * where the day comes first and is more than any part could be (`24/12`); never in `24/7`, nor `9/11` in English, and `16/9` only after
 * such a word.
 */
export const slashDate: WrittenForm = (text, at, language) => {
  const before = text.slice(0, at);
  const first = execAt(yearFirst, text, at);
  if (first !== undefined) {
    const [{ length }, y, m, d] = first;
    const said = dateInOrder([Number(m), Number(d)], true, Number(y), before, language);
    return said === undefined ? undefined : { length, said };
  }
  const { monthFirst } = language.dates;
  const full = execAt(withYear, text, at);
  if (full !== undefined) {
    const [{ length }, a, b, y = ""] = full;
    // What is counted is no year, nor what a part is of: "2/3 2019 levels".
    const isPart =
      part.test(`${a}/${b}`) &&
      /^\d+\/\d+\s\d+$/u.test(full[0]) &&
      /^\s\p{L}/u.test(text.slice(at + length)) &&
      !blankBeforeYear.has(baseOf(language.tag)) &&
      !endsIn(strong[baseOf(language.tag)] ?? "(?!)", before);
    const isCounted =
      isPart || language.words?.nouns?.test(/^\s(\p{L}+)/u.exec(text.slice(at + length))?.[1] ?? "") === true;
    const said = isCounted
      ? undefined
      : dateInOrder([Number(a), Number(b)], monthFirst, yearOf(y), before, language);
    if (said !== undefined) return { length, said };
  }
  const month = execAt(monthAndYear, text, at);
  if (month !== undefined) {
    const [{ length }, m = "", y] = month;
    const said = m.length === 2 ? monthSaid(Number(m), Number(y), language) : undefined;
    return said === undefined ? undefined : { length, said };
  }
  const pair = execAt(dayAndMonth, text, at);
  if (pair === undefined || !isDate(pair, before, text.slice(at + pair[0].length), language))
    return undefined;
  const said = dateInOrder([Number(pair[1]), Number(pair[2])], monthFirst, undefined, before, language);
  return said === undefined ? undefined : { length: pair[0].length, said };
};

function baseOf(tag: string): string {
  const [base = ""] = tag.split("-");
  return base === "no" ? "nb" : base;
}

function isDate(
  [written = "", a = "", b = ""]: readonly string[],
  before: string,
  after: string,
  { tag, dates }: SpokenLanguage,
): boolean {
  const base = baseOf(tag);
  // Round the clock, a day in September that is called so.
  if (written === "24/7" || (written === "9/11" && base === "en")) return false;
  if (ofSomething.test(after)) return false;
  // 24/07 may be much, and 03/04 hardly anything but a date.
  if (a.length === 2 && b.length === 2 && (a.startsWith("0") || b.startsWith("0"))) return true;
  if (part.test(written) || shape.test(written)) return endsIn(strong[base] ?? "(?!)", before);
  return (
    endsIn(cues[base] ?? "(?!)", before) ||
    otherBefore.test(before) ||
    execAt(otherAfter, after, 0) !== undefined ||
    (!dates.monthFirst && Number(a) > 12 && Number(a) > Number(b))
  );
}
