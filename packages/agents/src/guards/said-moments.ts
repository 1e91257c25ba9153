import { madeOnce, momentsIn, monthNames } from "@sdialog/core/internal";
import { clockTimes } from "./clock-times.ts";

/** What a text says of when something is: of a date or of a time of day, as much as it says. */
export interface SaidMoment {
  readonly day?: number | undefined;
  readonly month?: number | undefined;
  readonly year?: number | undefined;
  /** From Monday, 0, on. */
  readonly weekday?: number | undefined;
  /** From today, 0, on. */
  readonly daysAhead?: number | undefined;
  /** From midnight on. */
  readonly minute?: number | undefined;
}

/** A moment with everything it can mean: 7:15 is before or after noon. */
export type Readings = readonly SaidMoment[];

/** A moment in a text, and where it stands. */
export interface FoundMoment {
  readonly start: number;
  readonly end: number;
  readonly readings: Readings;
}

/**
 * The dates and times of day in a text, those among them that are told in words: "half past seven", "the 6th", "on
 * Friday", "in June", "tomorrow".
 *
 * @param digits the text as `withDigits` gives it
 * @param isFact whether it is what is the case, rather than what is said of it
 */
export function saidMoments(digits: string, { isFact = false } = {}): readonly FoundMoment[] {
  const dates = momentsIn(digits).filter(({ readings }) => readings.every((one) => "day" in one));
  const withoutDates = without(digits, dates);
  const times = clockTimes(withoutDates, { isFact }).map(({ start, end, minutes }) => ({
    start,
    end,
    readings: minutes.map((minute) => ({ minute })),
  }));
  return [...dates, ...times, ...inPart(without(withoutDates, times))];
}

/** The hour that a number without anything else is, as the answer to "what time?": "around 7", "1730". */
export function bareHours(digits: string): readonly FoundMoment[] {
  const hours = [...digits.matchAll(bareHour)].flatMap((found) => {
    const hour = Number(found[1]);
    if (hour > 24) return [];
    const readings = [{ minute: (hour % 24) * 60 }, { minute: ((hour + 12) % 24) * 60 }];
    return [foundAt(found, readings.slice(0, hour > 12 ? 1 : 2))];
  });
  const written = [...digits.matchAll(hoursAndMinutes)].map((found) =>
    foundAt(found, [{ minute: Number(found[1]) * 60 + Number(found[2]) }]),
  );
  return [...hours, ...written];
}

/** The day that a number without a month is, as the answer to "what date?": "le 6". */
export function bareDays(digits: string): readonly FoundMoment[] {
  return [...digits.matchAll(bareDay)].map((found) => foundAt(found, [{ day: Number(found[1]) }]));
}

const foundAt = ({ 0: said, index }: RegExpExecArray, readings: Readings): FoundMoment => ({
  start: index,
  end: index + said.length,
  readings,
});

function without(text: string, found: readonly { readonly start: number; readonly end: number }[]): string {
  return found.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
}

/** Whether two can be the same; nothing where they say nothing that could be compared, as "Friday" and "the 6th". */
export function isSameTime(a: Readings, b: Readings): boolean | undefined {
  const found = new Set(a.flatMap((one) => b.map((other) => agree(one, other))));
  if (found.has(true)) return true;
  return found.has(false) ? false : undefined;
}

function agree(a: SaidMoment, b: SaidMoment): boolean | undefined {
  const both = parts.filter((part) => a[part] !== undefined && b[part] !== undefined);
  const isSame = both.every((part) => a[part] === b[part]);
  // Years are named for many reasons: "I have had it since 2019".
  const isYear = both.length === 1 && both[0] === "year" && isOnlyYear(a) !== isOnlyYear(b);
  return both.length === 0 || (isYear && !isSame) ? undefined : isSame;
}

const isOnlyYear = (one: SaidMoment): boolean =>
  parts.every((part) => part === "year" || one[part] === undefined);

const parts = ["day", "month", "year", "weekday", "daysAhead", "minute"] as const;

/** Dates of which only a part is told. */
function inPart(text: string): readonly FoundMoment[] {
  return [...text.matchAll(partly())].flatMap((found): readonly FoundMoment[] => {
    const bare = found[0].trim();
    const feast = feasts().find(([names]) => names.test(bare))?.[1];
    if (feast !== undefined) return [foundAt(found, [feast])];
    const weekday = weekdays.findIndex((names) => names.some((name) => bare.startsWith(name)));
    if (weekday !== -1) return [foundAt(found, [{ weekday }])];
    const daysAhead = ahead.findIndex((names) => names.includes(bare));
    if (daysAhead !== -1) return [foundAt(found, [{ daysAhead }])];
    const { pairDay, pairMonth, pairYear, year } = found.groups ?? {};
    if (pairDay !== undefined)
      return [
        foundAt(
          found,
          yearsOf(pairYear).map((one) => ({ day: Number(pairDay), month: Number(pairMonth), year: one })),
        ),
      ];
    if (year !== undefined)
      return [
        foundAt(
          found,
          yearsOf(year).map((one) => ({ year: one })),
        ),
      ];
    const [day] = /\d+/.exec(bare) ?? [];
    if (day !== undefined) return [foundAt(found, [{ day: Number(day) }])];
    return [foundAt(found, [{ month: momentMonth(bare) }])];
  });
}

/** Of a year of two digits nothing says in which century it is. */
function yearsOf(said: string | undefined): readonly (number | undefined)[] {
  if (said === undefined) return [undefined];
  const year = Number(said.replaceAll(/\D/g, ""));
  return year > 99 ? [year] : [1900 + year, 2000 + year];
}

/** Days that have a name. */
const feasts = madeOnce((): readonly (readonly [RegExp, SaidMoment])[] => [
  [
    /^(?:christmas eve|the day before christmas|heiligabend|heiliger abend|veille de noel|nochebuena)$/,
    { day: 24, month: 12 },
  ],
  [/^(?:christmas day|noel|navidad)$/, { day: 25, month: 12 }],
  [/^(?:new years eve|silvester|nochevieja|saint sylvestre)$/, { day: 31, month: 12 }],
  [/^(?:new years day|neujahr|nouvel an|ano nuevo)$/, { day: 1, month: 1 }],
]);

function momentMonth(said: string): number | undefined {
  const [reading] = momentsIn(`1 ${said.split(" ").at(-1)}`)[0]?.readings ?? [];
  return reading !== undefined && "month" in reading ? reading.month : undefined;
}

const weekdays = [
  "monday montag lundi lunes",
  "tuesday dienstag mardi martes",
  "wednesday mittwoch mercredi miercoles",
  "thursday donnerstag jeudi jueves",
  "friday freitag vendredi viernes",
  "saturday samstag sonnabend samedi sabado",
  "sunday sonntag dimanche domingo",
].map((names) => names.split(" "));

const ahead = [
  ["today", "tonight", "heute", "aujourdhui", "hoy"],
  ["tomorrow", "morgen", "demain", "manana"],
  ["day after tomorrow", "ubermorgen", "apres demain", "pasado manana"],
];

/** Longer names first; "am Morgen" and "por la mañana" are times of day. */
const partly = madeOnce(
  () =>
    new RegExp(
      [
        String.raw`\b(?:christmas (?:eve|day)|the day before christmas|heilig(?:er )?abend|(?:veille de )?noel|nochebuena|navidad|new years (?:eve|day)|silvester|saint sylvestre|nochevieja|neujahr|nouvel an|ano nuevo)\b`,
        String.raw`\b(?<pairDay>[1-9]|[12]\d|3[01])th (?:of )?(?:the )?(?<pairMonth>[1-9]|1[0-2])th(?:,? (?<pairYear>(?:(?:19|20) ?)?\d{2}\b))?`,
        String.raw`(?<=\b(?:in|im|en|del?|since|seit|depuis|desde) )(?<year>(?:19|20) ?\d{2}|\d{2})\b(?![:.,/]\d| ?\p{L}| \d)`,
        String.raw`\b(?:${weekdays.flat().join("|")})s?\b`,
        String.raw`\b(?:${ahead
          .flat()
          .toSorted((a, b) => b.length - a.length)
          .join("|")})\b(?<!\b(?:am|guten|la) (?:morgen|manana))`,
        String.raw`\b(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th|s?te[nr]?|er)\b(?! (?:floor|street|avenue|time|one|row|person|grade|class|stock|etage|fois|mal|of (?:the|my|our)\b))`,
        String.raw`(?<=\b(?:el|dia) )(?:[1-9]|[12]\d|3[01])[º°]`,
        String.raw`\b(?:in|mid|early|late|im|mitte|anfang|ende|en|debut|fin|mediados de|finales de) (?:${monthNames().join("|")})\b`,
      ].join("|"),
      "gu",
    ),
);

const bareHour =
  /(?<![\d:.,/-]|\d )(?:^|(?<=[,;.!] )|(?<=\b(?:at|by|around|about|for|maybe|say|um|gegen|ab|so|circa|vers|pour|las|la|sobre|its|say|please|make it|sometime|approximately|exactly|precisely|roughly|just|only|punkt|genau|exakt|exactement|exactamente) ))(\d{1,2})(?=\s*(?:$|[,.;!](?!\d)|(?:ish|please|sharp|or so|oder so|rum|herum|exactly|precisely|genau|pile|exactement|exactamente|en punto|would|is|works?|should|on|in the|that|if|bitte|ware|passt|am|svp|sil vous|por favor|pm|thanks|thank)\b))/g;
/** "1730". */
const hoursAndMinutes =
  /(?<![\d:.,/-]|\d )(?:^|(?<=[,;.!] )|(?<=\b(?:at|um|gegen|vers|sobre|las|its) ))([01]\d|2[0-3])([0-5]\d)(?=(?: hrs| hours| uhr)?(?:$|[,.;!](?!\d)| (?:please|sharp|bitte)\b))/g;
const bareDay =
  /(?:^|\b(?:le|el|dia|am|den|the|on)\s)([1-9]|[12]\d|3[01])\.?(?=\s*(?:$|[,.;!](?!\d)|(?:please|bitte|would|works?|svp|por favor)\b))/g;
