import type { SpokenLanguage } from "./spoken-language.ts";
import { execAt, matchAt } from "./written-number.ts";
import { timeOfDay } from "./say-times.ts";
import { ends, type WrittenForm } from "./written-form.ts";

const isoDate = /(\d{4})-(\d{2})-(\d{2})(?![\d-])(?:T(?=\d\d:\d\d))?/uy;
const zone = /(?:\.\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})(?![\p{L}\d])/uy;
const shortDate = /(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d]|[./-]\d)/uy;
const spacedDate = /(\d{1,2})(\. )(\d{1,2})\2(\d{4})(?![\d]|[./-]\d)/uy;
const dayAndMonth = /(\d{1,2})\.(\d{1,2})\.(?!\d)/uy;
/** What numbers with full stops after it are no date: a version, a section. */
const numberedBefore =
  /(?:^|[^\p{L}])(?:v|ver|vers\p{L}+|releases?|builds?|updates?|patch|firmware|kapitel|abschnitt|absatz|artikel|punkt|ziffer|nummer|nr|tabelle|abbildung|abb|aufgabe|übung|teil)[.:]?\s+$/iu;
const nameBefore = /(?:^|[^\p{L}\p{N}])\p{Lu}[\p{L}\p{N}.+#-]{0,40}\s+$/u;
/** Where a sentence goes on after a full stop, that belongs to what is before it. */
const goesOn = /\s?[,;:)–-]|\s\p{Ll}/uy;
/** What is written after the last date of a sentence: its full stop is the date's as well. A noun has a capital anywhere. */
const beginsSentence =
  /^(?:\s*$|\s+(?:Danach|Dann|Davor|Dort|Da|Das|Der|Die|Den|Dem|Dies\p{L}*|Ein\p{L}*|Es|Er|Sie|Ich|Wir|Ihr|Du|Man|Bitte|Danke|Gut|Ja|Nein|Okay|Und|Oder|Aber|Also|Auch|Ab|Am|An|Bis|Vom|Zum|Bei|Für|Im|In|Mit|Nach|Von|Vor|Ob|Wenn|Weil|Wann|Was|Wer|Wie|Wo|Warum|Welche\p{L}*|Passt|Geht|Können|Haben|Sind|Ist|Hier|Heute|Morgen|Gestern|Jetzt|Später|Nur|Noch|Nicht|Kein\p{L}*|Alle\p{L}*|Leider|Vielleicht|Natürlich|Seitdem|Sonst|Trotzdem|Deshalb)(?!\p{L}))/u;

/** A date in digits: `2024-03-05`, `5.3.2024`, `03/05/24`; in German and others `5.3.` */
export const dateInDigits: WrittenForm = (text, at, language) => {
  const iso = execAt(isoDate, text, at);
  if (iso !== undefined) {
    const [found, y, m, d] = iso;
    const said = dateSaid({ year: Number(y), month: Number(m), day: Number(d) }, text.slice(0, at), language);
    if (said === undefined) return undefined;
    if (!found.endsWith("T")) return { length: found.length, said };
    const time = timeOfDay(text, at + found.length, language);
    const until = at + found.length + (time?.length ?? 0);
    // Nobody says the zone.
    return {
      length: until + (matchAt(zone, text, until)?.length ?? 0) - at,
      said: `${said}, ${time?.said ?? ""}`,
    };
  }
  const { monthFirst, dotted } = language.dates;
  const short = execAt(shortDate, text, at) ?? (dotted ? execAt(spacedDate, text, at) : undefined);
  if (short !== undefined) {
    const [found, a, mark = "", b, y = ""] = short;
    const sign = mark.trim();
    if (sign === "." && !isDotted(found, text.slice(0, at), language)) return undefined;
    const said = dateInOrder(
      [Number(a), Number(b)],
      monthFirst && sign !== ".",
      yearOf(y),
      text.slice(0, at),
      language,
    );
    return said === undefined
      ? undefined
      : { length: found.length + afterYear(text, at + found.length, language), said };
  }
  const day = dotted ? execAt(dayAndMonth, text, at) : undefined;
  // 2.1. is a version or a section where it ends a sentence, unless it is told otherwise.
  if (day !== undefined && isDayAndMonth(text, at, day[0].length, language)) {
    const [found, d, m] = day;
    const said = dateSaid({ month: Number(m), day: Number(d) }, text.slice(0, at), language);
    const isLast = beginsSentence.test(text.slice(at + found.length, at + found.length + 24));
    return said === undefined ? undefined : { length: found.length, said: isLast ? `${said}.` : said };
  }
  return undefined;
};

/** Whether three numbers with full stops are a date: a version is written so too (3.11.10), but never begins with 0, and often follows a name. */
function isDotted(written: string, before: string, { dates, words }: SpokenLanguage): boolean {
  if (numberedBefore.test(before)) return false;
  if (/\d{4}$/.test(written)) return true;
  return (
    dates.dotted &&
    (written.startsWith("0") || words?.dated?.test(before) === true || !nameBefore.test(before))
  );
}

function isDayAndMonth(text: string, at: number, length: number, { words }: SpokenLanguage): boolean {
  const before = text.slice(0, at);
  return (
    words?.dated?.test(before) === true ||
    (!numberedBefore.test(before) &&
      (matchAt(goesOn, text, at + length) !== undefined ||
        // No section has such a number, though a release may: 24.12.
        (/^(?:1[3-9]|2\d|3[01])\.[1-9]/u.test(text.slice(at, at + length)) &&
          (!nameBefore.test(before) || /^\p{L}+\s$/u.test(before)))))
  );
}

/** How many characters after a year are said with it: " r.", " года". */
function afterYear(text: string, at: number, { sparse }: SpokenLanguage): number {
  return sparse?.afterYear === undefined ? 0 : (matchAt(sparse.afterYear, text, at)?.length ?? 0);
}

/** Two digits are a year from 1969 to 2068, as POSIX has it. */
export function yearOf(digits: string): number {
  const value = Number(digits);
  return digits.length === 4 ? value : value + (value < 69 ? 2000 : 1900);
}

/** A day and a month in the order of the language, or in the only one that is possible. */
export function dateInOrder(
  [a, b]: readonly [number, number],
  monthFirst: boolean,
  year: number | undefined,
  before: string,
  language: SpokenLanguage,
): string | undefined {
  const [month, day] = monthFirst ? [a, b] : [b, a];
  return (
    dateSaid({ year, month, day }, before, language) ??
    dateSaid({ year, month: day, day: month }, before, language)
  );
}

interface CalendarDate {
  readonly year?: number | undefined;
  readonly month: number;
  readonly day: number;
}

/** @returns nothing for a day that is not in the calendar */
function dateSaid(
  { year, month, day }: CalendarDate,
  before: string,
  language: SpokenLanguage,
): string | undefined {
  // A leap year, where none is said.
  const when = new Date(Date.UTC(year ?? 2024, month - 1, day));
  if (when.getUTCMonth() !== month - 1 || when.getUTCDate() !== day) return undefined;
  const how =
    year === undefined ? ({ day: "numeric", month: "long" } as const) : ({ dateStyle: "long" } as const);
  const parts = new Intl.DateTimeFormat(language.tag, { ...how, timeZone: "UTC" }).formatToParts(when);
  return partsSaid(parts, day, year ?? 0, before, language);
}

function partsSaid(
  parts: readonly Intl.DateTimeFormatPart[],
  day: number,
  year: number,
  before: string,
  language: SpokenLanguage,
): string {
  const { sparse, numbers } = language;
  return parts
    .map(({ type, value }) => {
      if (type === "day") return daySaid(day, before, language);
      if (type === "year") return sparse?.year?.(year, numbers) ?? yearSaid(year, language);
      // What is written after a year is said with it.
      if (type === "literal")
        return value.replaceAll(sparse?.year === undefined ? "." : /\p{L}{0,4}\./gu, "");
      // In Chinese and Japanese months have numbers.
      return value.replaceAll(/\d+/gu, (number) => numbers.toCardinal(number));
    })
    .join("")
    .trim();
}

/** A month of a year. @returns nothing for a month that is not in the calendar */
export function monthSaid(month: number, year: number, language: SpokenLanguage): string | undefined {
  if (month < 1 || month > 12) return undefined;
  const parts = new Intl.DateTimeFormat(language.tag, {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).formatToParts(new Date(Date.UTC(year, month - 1, 2)));
  return partsSaid(parts, 2, year, "", language);
}

function daySaid(day: number, before: string, { numbers, words, sparse }: SpokenLanguage): string {
  return words?.day(day, numbers, before) ?? sparse?.day?.(day, numbers) ?? numbers.toCardinal(day);
}

const dayFirst = new Map<string, RegExp>();
const monthFirst = new Map<string, RegExp>();

/** A date with the name of its month: `5 May 2024`, `May 5th, 2024`, `5. Mai`, `1er mai`, `5 de mayo de 2024`. */
export const dateWithName: WrittenForm = (text, at, language) => {
  const { tag, dates } = language;
  if (dates.monthNames === "") return undefined;
  const { numbers, sparse } = language;
  const saidDay = (day: string): string => daySaid(Number(day), text.slice(0, at), language);
  const saidYear = (y: string | undefined, join: string | undefined): string =>
    y === undefined
      ? ""
      : `${join ?? " "}${sparse?.year?.(Number(y), numbers) ?? yearSaid(Number(y), language)}`;
  const first = pattern(
    dayFirst,
    tag,
    String.raw`(\d{1,2})(?:\.|er|[º°]|st|nd|rd|th|:[ea])?(\s+(?:de\s+|of\s+)?)(${dates.monthNames})${ends}(?:\.?(,?\s+(?:de\s+)?)(\d{4})(?![\d.,:]*\d))?`,
  );
  const found = execAt(first, text, at);
  if (found !== undefined) {
    const [all, day = "", join, month, yearJoin, y] = found;
    if (Number(day) < 1 || Number(day) > 31) return undefined;
    return {
      length: all.length + (y === undefined ? 0 : afterYear(text, at + all.length, language)),
      said: `${saidDay(day)}${join}${longName(month, language)}${saidYear(y, yearJoin)}`,
    };
  }
  if (!tag.startsWith("en")) return undefined;
  const second = pattern(
    monthFirst,
    tag,
    String.raw`(${dates.monthNames})(\.?\s+)(\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d]|[:.,/%-]\d|\s?%)(?:(,?\s+)(\d{4})(?![\d.,:]*\d))?`,
  );
  const other = execAt(second, text, at);
  if (other === undefined) return undefined;
  const [all, month, , day = "", yearJoin, y] = other;
  if (Number(day) < 1 || Number(day) > 31) return undefined;
  return { length: all.length, said: `${longName(month, language)} ${saidDay(day)}${saidYear(y, yearJoin)}` };
};

/** The whole name of a month of which a part may be written. */
function longName(written: string | undefined, { tag, dates }: SpokenLanguage): string {
  const month = dates.months.get((written ?? "").toLowerCase());
  if (month === undefined) return written ?? "";
  const when = new Date(Date.UTC(2024, month - 1, 2));
  const parts = new Intl.DateTimeFormat(tag, {
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  }).formatToParts(when);
  return parts.find(({ type }) => type === "month")?.value ?? "";
}

function pattern(known: Map<string, RegExp>, tag: string, source: string): RegExp {
  const before = known.get(tag);
  if (before !== undefined) return before;
  const made = new RegExp(source, "uy");
  known.set(tag, made);
  return made;
}

/** A year in words. */
export function yearSaid(value: number, { numbers, words }: SpokenLanguage): string {
  return words?.year?.(value, numbers) ?? numbers.toCardinal(value);
}
