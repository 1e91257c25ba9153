import { madeOnce, momentsIn, monthNames } from "@sdialog/core/internal";

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

/**
 * The dates and times of day in a text, those among them that are told in words: "half past seven", "the 6th", "on
 * Friday", "in June", "tomorrow".
 *
 * @param digits the text as `withDigits` gives it
 */
export function saidMoments(digits: string): readonly Readings[] {
  const text = clockWords.reduce((left, [pattern, told]) => left.replaceAll(pattern, told), digits);
  const whole = momentsIn(text);
  const rest = whole.reduce(
    (left, { start, end }) => left.slice(0, start) + " ".repeat(end - start) + left.slice(end),
    text,
  );
  return [...whole.map(({ readings }) => readings), ...inPart(rest)];
}

/** The hour that a number without anything else is, as the answer to "what time?": "around 7". */
export function bareHours(digits: string): readonly Readings[] {
  return [...digits.matchAll(bareHour)].flatMap(([, said]) => {
    const hour = Number(said);
    return hour > 24
      ? []
      : [[{ minute: (hour % 24) * 60 }, { minute: ((hour + 12) % 24) * 60 }].slice(0, hour > 12 ? 1 : 2)];
  });
}

/** The day that a number without a month is, as the answer to "what date?": "le 6". */
export function bareDays(digits: string): readonly Readings[] {
  return [...digits.matchAll(bareDay)].map(([, said]) => [{ day: Number(said) }]);
}

/** Whether two can be the same; nothing where they say nothing that could be compared, as "Friday" and "the 6th". */
export function isSameTime(a: Readings, b: Readings): boolean | undefined {
  const found = new Set(a.flatMap((one) => b.map((other) => agree(one, other))));
  if (found.has(true)) return true;
  return found.has(false) ? false : undefined;
}

function agree(a: SaidMoment, b: SaidMoment): boolean | undefined {
  const both = parts.filter((part) => a[part] !== undefined && b[part] !== undefined);
  return both.length === 0 ? undefined : both.every((part) => a[part] === b[part]);
}

const parts = ["day", "month", "year", "weekday", "daysAhead", "minute"] as const;

/** Dates of which only a part is told. */
function inPart(text: string): readonly Readings[] {
  const found = text.match(partly())?.map((said): SaidMoment => {
    const bare = said.trim();
    const weekday = weekdays.findIndex((names) => names.some((name) => bare.startsWith(name)));
    if (weekday !== -1) return { weekday };
    const daysAhead = ahead.findIndex((names) => names.includes(bare));
    if (daysAhead !== -1) return { daysAhead };
    const [day] = /\d+/.exec(bare) ?? [];
    if (day !== undefined) return { day: Number(day) };
    return { month: momentMonth(bare) };
  });
  return (found ?? []).map((one) => [one]);
}

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
        String.raw`\b(?:${weekdays.flat().join("|")})s?\b`,
        String.raw`\b(?:${ahead
          .flat()
          .toSorted((a, b) => b.length - a.length)
          .join("|")})\b(?<!\b(?:am|guten|la) (?:morgen|manana))`,
        String.raw`\b(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th|s?te[nr]?|er)\b(?! (?:floor|street|avenue|time|one|row|person|grade|class|stock|etage|fois|mal|of (?:the|my|our)\b))`,
        String.raw`(?<=\b(?:el|dia) )(?:[1-9]|[12]\d|3[01])[º°]`,
        String.raw`\b(?:in|mid|early|late|im|mitte|anfang|ende|en|debut|fin|mediados de|finales de) (?:${monthNames().join("|")})\b`,
      ].join("|"),
      "g",
    ),
);

const bareHour =
  /(?<![\d:.,/-]|\d )(?:^|(?<=[,;.!] )|(?<=\b(?:at|by|around|about|for|maybe|say|um|gegen|ab|so|circa|vers|pour|las|la|sobre|its|say|please|make it|sometime|approximately|exactly|precisely|roughly|just|only|punkt|genau|exakt|exactement|exactamente) ))(\d{1,2})(?=\s*(?:$|[,.;!](?!\d)|(?:ish|please|sharp|or so|oder so|exactly|precisely|genau|pile|exactement|exactamente|en punto|would|is|works?|should|on|in the|that|if|bitte|ware|passt|am|svp|sil vous|por favor|pm|thanks|thank)\b))/g;
const bareDay =
  /(?:^|\b(?:le|el|dia|am|den|the|on)\s)([1-9]|[12]\d|3[01])\.?(?=\s*(?:$|[,.;!](?!\d)|(?:please|bitte|would|works?|svp|por favor)\b))/g;

/** An hour with or without its minutes, of which no half of the day is told yet. */
const timeOfDay = String.raw`(?<![\d:.,/-])(\d{1,2})(?:[:.](\d{2}))?(?!\d|[:.]\d)`;

type Half = "am" | "pm" | "midnight";

/** The parts of the day in words, and which half of it an hour in them is in: 11 at night is before midnight, 2 is behind it. */
function halves(): readonly (readonly [string, (hour: number) => Half])[] {
  return [
    [
      "at night|nachts|in der nacht|de la nuit|de la noche|por la noche",
      (hour) => (hour === 12 ? "midnight" : hour < 5 ? "am" : "pm"),
    ],
    [
      "(?:in the|this) (?:early |late )?(?:afternoon|evening)|nachmittags|abends|am (?:spaten |fruhen )?(?:nachmittag|abend)|du soir|le soir|(?:de|dans) lapres midi|(?:de|por) la tarde",
      () => "pm",
    ],
    [
      "(?:in the|this) (?:early |late )?morning|(?:fruh)?morgens|vormittags|am (?:spaten |fruhen )?(?:vormittag|morgen)|fruh|in der fruh|du matin|le matin|(?:de|por) la manana|de la madrugada",
      () => "am",
    ],
    ["mittags|am mittag|del mediodia", (hour) => (hour === 11 ? "am" : "pm")],
  ];
}

/** How the clock is told in words, and how in digits; the later ones see what the earlier ones made of it. */
const clockWords: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [
    /\b(?:12 )?(?:noon|midday)\b|\b(?<!del )mediodia\b|\bmidi\b(?! moins)|(?<=\b(?:um|zu) )mittag\b/g,
    () => "12:00 pm",
  ],
  [/\bmidnight\b|\bmitternacht\b|\bminuit\b|\bmedianoche\b/g, () => "0:00"],
  [/\bhalf past (\d{1,2})\b/g, (_, hour) => clock(hour, 30)],
  [/\bhalf (\d{1,2})\b(?! (?:people|persons|days|hours|dollars))/g, (_, hour) => clock(hour, 30)],
  [/\bhalb (\d{1,2})\b/g, (_, hour) => clock(hour, -30)],
  [
    /\b(?:a )?quarter (?:past|after) (\d{1,2})\b|\bviertel nach (\d{1,2})\b/g,
    (_, hour, other) => clock(hour ?? other, 15),
  ],
  [
    /\b(?:a )?quarter (?:to|before|of|till) (\d{1,2})\b|\b(?:viertel vor|dreiviertel) (\d{1,2})\b/g,
    (_, hour, other) => clock(hour ?? other, -15),
  ],
  [
    /\b(\d{1,2})(?: minutes| minuten)? (?:past|after|nach) (\d{1,2})\b/g,
    (_, minutes, hour) => clock(hour, Number(minutes)),
  ],
  [
    /\b(5|10|20|25)(?: minutes| minuten)? (?:to|before|vor) (\d{1,2})\b/g,
    (_, minutes, hour) => clock(hour, -Number(minutes)),
  ],
  [/\b(\d{1,2}|une) heures?(?: et quart)(?! d)/g, (_, hour) => clock(hour, 15)],
  [/\b(\d{1,2}|une) heures? et demie?\b/g, (_, hour) => clock(hour, 30)],
  [/\b(\d{1,2}|une) heures? moins le quart\b/g, (_, hour) => clock(hour, -15)],
  [
    /\b(\d{1,2}|une) heures?(?: (\d{2})\b)?(?! (?:et|de route|plus))/g,
    (_, hour, minutes) => clock(hour, Number(minutes ?? 0)),
  ],
  [
    /\blas? (\d{1,2}|una) y (?:media\b|(cuarto|\d{1,2})\b)/g,
    (_, hour, minutes) =>
      clock(hour, minutes === undefined ? 30 : minutes === "cuarto" ? 15 : Number(minutes)),
  ],
  [/\blas? (\d{1,2}|una) menos cuarto\b/g, (_, hour) => clock(hour, -15)],
  [
    /\blas (\d{1,2})\b(?![:.]\d| y\b)(?= ?(?:$|[,.;!]|de la|en punto|por|pm|am|horas|estaria|esta|si|seria|me))/g,
    (_, hour) => clock(hour, 0),
  ],
  [/\b(\d{1,2}) uhr (\d{2})\b/g, (_, hour, minutes) => clock(hour, Number(minutes))],
  [/\b(\d{1,2}) o ?clock\b/g, (_, hour) => clock(hour, 0)],
  [
    /(?<![\d:.,/-]|\d )\b([1-9]|1\d|2[0-3]) ([0-5][05])\b(?![\d:.,/-]| \d)/g,
    (_, hour, minutes) => clock(hour, Number(minutes)),
  ],
  [/(?<!\d)(\d{1,2}) ?h ?(\d{2})(?!\d)/g, (_, hour, minutes) => clock(hour, Number(minutes))],
  ...halves().flatMap(([words, halfAt]) =>
    [
      `${timeOfDay}(?: uhr)?,? (?:${words})\\b`,
      `\\b(?:${words}),? (?:(?:at|um|gegen|so|a|vers|las?) )*${timeOfDay}`,
    ].map(
      (pattern) =>
        [
          new RegExp(pattern, "g"),
          (found: string, hour: string, minutes: string | undefined) =>
            halfOf(found, hour, minutes, halfAt(Number(hour))),
        ] as const,
    ),
  ),
];

/** A time of day, so many minutes from a full hour. */
function clock(hour: string, minutes: number): string {
  const full = hour === "une" || hour === "una" ? 1 : Number(hour);
  const at = minutes < 0 ? [full === 0 ? 23 : full === 1 ? 12 : full - 1, 60 + minutes] : [full, minutes];
  return `${at[0]}:${String(at[1]).padStart(2, "0")}`;
}

/** A time of day before or after noon, where the hour does not say so itself. */
function halfOf(found: string, hour: string, minutes: string | undefined, half: Half): string {
  if (half === "midnight") return `0:${minutes ?? "00"}`;
  return Number(hour) > 12 ? found : `${hour}:${minutes ?? "00"} ${half}`;
}
