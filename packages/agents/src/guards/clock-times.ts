import { madeOnce } from "@sdialog/core/internal";

/** A time of day in a text, and where it stands. */
export interface ClockTime {
  readonly start: number;
  readonly end: number;
  /** In minutes from midnight: all that it can be, as 7:15 is before or after noon. */
  readonly minutes: readonly number[];
}

/**
 * The times of day in a text, in digits and in words: "19 h 15", "half past 7", "5 vor halb 8", "las 10 menos 20", with
 * the part of the day that stands beside them.
 *
 * @param digits the text as `withDigits` gives it
 * @param isFact whether it is what is the case: that says its half of the day by its form, where people who talk do not
 */
export function clockTimes(digits: string, { isFact = false } = {}): readonly ClockTime[] {
  const found: ClockTime[] = [];
  let rest = digits;
  for (const { pattern, isExact, minutes: minutesOf } of clockForms())
    for (const { 0: said, index, groups = {} } of rest.matchAll(pattern)) {
      // Of two readings of the same place the first one counts.
      if (rest.slice(index, index + said.length) !== said) continue;
      const at = minutesOf(groups);
      if (at === undefined) continue;
      const half = halfBeside(digits, index, index + said.length, Math.floor(at / 60));
      const [start, end] = [half?.start ?? index, half?.end ?? index + said.length];
      rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
      found.push({
        start,
        end,
        minutes: inHalf(
          at,
          half?.half,
          isExact || /^(?:00?|24)$/.test(groups["h"] ?? "") || (isFact && of24.test(said)),
        ),
      });
    }
  return found.toSorted((a, b) => a.start - b.start);
}

/** A time of day as it is written where it has 24 hours: with a zero before it, "12:00", "7:30 Uhr", "7 h 30". */
const of24 = /^(?:0\d|12[:.]00$|\d{1,2}(?:[:.]\d\d)? ?(?:uhr|h(?:eures?)?)(?![\p{L}]))|^\d{1,2} ?h ?\d/u;

type Half = "am" | "pm";

/** All that an hour and its minutes can be, with and without a half of the day. */
function inHalf(at: number, half: Half | undefined, is24: boolean): readonly number[] {
  const day = 24 * 60;
  const minutes = (at + day) % day;
  if (minutes >= 13 * 60 || (is24 && half === undefined)) return [minutes];
  const [early, late] = [minutes % (12 * 60), (minutes % (12 * 60)) + 12 * 60];
  return half === undefined ? [early, late] : [half === "am" ? early : late];
}

type Groups = Readonly<Record<string, string | undefined>>;

interface ClockForm {
  readonly pattern: RegExp;
  /** The half of the day is in its words. */
  readonly isExact: boolean;
  readonly minutes: (groups: Groups) => number | undefined;
}

const hour = String.raw`(?<h>\d{1,2}|une|una)(?![\d]|[:.]\d)`;
const apart = String.raw`(?<![\d:.,/-]|\d )`;

/** An hour, and what is added to it: minutes that the form names, or those that are told. */
const form = (source: string, add: (told: number) => number): ClockForm => ({
  pattern: new RegExp(source, "gu"),
  isExact: false,
  minutes({ h = "", m }) {
    const hours = h.startsWith("un") ? 1 : Number(h);
    return hours > 24 || Number(m) > 59 ? undefined : hours * 60 + add(Number(m ?? 0));
  },
});

const exactly = (source: string, at: number): ClockForm => ({
  pattern: new RegExp(source, "gu"),
  isExact: true,
  minutes: () => at,
});

const clockForms = madeOnce((): readonly ClockForm[] => {
  const noon = String.raw`\b(?:noon|midday|midi|(?<!del )mediodia)`;
  const midnight = String.raw`\b(?:midnight|minuit|medianoche)`;
  const parts = halves.map(([words]) => words).join("|");
  const told = String.raw`(?<m>\d{1,2})(?: minutes?| minuten?)?`;
  return [
    ...[[noon, 12 * 60] as const, [midnight, 0] as const].flatMap(([at, minutes]) => [
      exactly(String.raw`${at} (?:et demie?|y media)\b`, minutes + 30),
      exactly(String.raw`${at} (?:et|y) (?:quart|cuarto)\b`, minutes + 15),
      exactly(String.raw`${at} (?:moins le quart|menos cuarto)\b`, minutes - 15),
    ]),
    exactly(String.raw`\b12 (?:noon|midday)\b|${noon}\b|(?<=\b(?:um|zu) )mittag\b`, 12 * 60),
    exactly(String.raw`\b12 midnight\b|${midnight}\b|\bmitternacht\b`, 0),
    form(String.raw`${apart}\b${told} vor halb ${hour}`, (m) => -30 - m),
    form(String.raw`${apart}\b${told} nach halb ${hour}`, (m) => m - 30),
    form(String.raw`\bhalf (?:past )?${hour}\b(?! (?:people|persons|days|hours|dollars))`, () => 30),
    form(String.raw`\bhalb ${hour}\b`, () => -30),
    form(String.raw`\b(?:(?:a )?quarter (?:past|after)|viertel nach) ${hour}\b`, () => 15),
    form(String.raw`\b(?:(?:a )?quarter (?:to|before|of|till)|viertel vor|dreiviertel) ${hour}\b`, () => -15),
    form(String.raw`\bviertel ${hour}\b`, () => -45),
    form(String.raw`${apart}\b${told} (?:past|after|nach) ${hour}\b`, (m) => m),
    form(
      String.raw`${apart}\b(?<m>(?:5|10|20|25)\b|\d{1,2}(?= minut))(?: minutes?| minuten?)? (?:to|before|till|vor) ${hour}\b`,
      (m) => -m,
    ),
    form(String.raw`\b${hour} heures? et quart\b(?! dheure)`, () => 15),
    form(String.raw`\b${hour} heures? et demie?\b`, () => 30),
    form(String.raw`\b${hour} heures? moins le quart\b`, () => -15),
    form(String.raw`\b${hour} heures? moins (?<m>\d{1,2})\b`, (m) => -m),
    form(String.raw`(?<![\d:.,/-])${hour} ?h(?:eures?)? ?(?<m>[0-5]?\d)\b(?! ?[\d.,:/-]*\d)`, (m) => m),
    form(String.raw`\b${hour} heures?\b(?! (?:et|de route|plus))`, () => 0),
    form(String.raw`\b(?:las? )?${hour} y media\b`, () => 30),
    form(String.raw`\b(?:las? )?${hour} y cuarto\b`, () => 15),
    form(String.raw`\blas? ${hour} y (?<m>\d{1,2})\b`, (m) => m),
    form(String.raw`\b(?:las? )?${hour} menos cuarto\b`, () => -15),
    form(String.raw`\b(?:las? )?${hour} menos (?<m>5|10|20|25)\b`, (m) => -m),
    form(
      String.raw`\blas? (?<h>\d{1,2}|una)\b(?![:.]\d| y\b| menos\b)(?= ?(?:$|[,.;!]|de la|del|en punto|por|pm|am|horas|estaria|esta|si|seria|me|o asi|mas o menos|aproximadamente))`,
      () => 0,
    ),
    form(String.raw`\b${hour} uhr (?<m>[0-5]\d)\b`, (m) => m),
    form(String.raw`\b${hour} o ?clock\b`, () => 0),
    form(String.raw`${apart}\b(?<h>[1-9]|1\d|2[0-3]) (?:oh?) (?<m>[1-9])\b`, (m) => m),
    form(String.raw`(?<![\d:.,/-])\b(?<h>\d{1,2})[:.](?<m>\d{2})(?!\d|[:.]\d)(?: uhr\b)?`, (m) => m),
    form(String.raw`${apart}\b(?<h>[1-9]|1\d|2[0-3]) (?<m>[0-5][05])\b(?![\d:.,/-]| \d)`, (m) => m),
    form(
      String.raw`(?<![\d:.,/-])\b(?<h>\d{1,2}) ?(?:uhr\b|h\b|(?=[ap]\.?m\b(?! (?:\p{L}*(?:tag|abend|morgen)|\d))))`,
      () => 0,
    ),
    // An hour by itself is one where a part of the day stands beside it.
    form(String.raw`(?<![\d:.,/-])\b(?<h>\d{1,2})(?![\d]|[:.,/]\d)(?=,? (?:${parts})\b)`, () => 0),
    form(
      String.raw`(?<=\b(?:${parts}),? (?:(?:at|um|gegen|so|a|vers|las?) )+)(?<h>\d{1,2})(?![\d]|[:.,/]\d)`,
      () => 0,
    ),
  ];
});

/** The parts of the day in words, and which half of it an hour in them is in: 11 at night is before midnight, 2 is behind it. */
const halves: readonly (readonly [words: string, half: (hour: number) => Half])[] = [
  ["at night|nachts|in der nacht|de la nuit|de la noche|por la noche", (at) => (at % 12 < 5 ? "am" : "pm")],
  [
    "(?:in the|this) (?:early |late )?(?:afternoon|evening)|nachmittags|abends|am (?:spaten |fruhen )?(?:nachmittag|abend)|du soir|le soir|(?:de|dans) lapres midi|(?:de|por) la tarde",
    () => "pm",
  ],
  [
    "(?:in the|this) (?:early |late )?morning|(?:fruh)?morgens|vormittags|am (?:spaten |fruhen )?(?:vormittag|morgen)|fruh|in der fruh|du matin|le matin|(?:de|por) la manana|de la madrugada",
    () => "am",
  ],
  ["mittags|am mittag|del mediodia", (at) => (at === 11 ? "am" : "pm")],
];

const besides = madeOnce(() => [
  ...halves.map(
    ([words, half]) =>
      [
        new RegExp(String.raw`^(?: uhr| horas?)?,? (?:${words})\b`),
        new RegExp(String.raw`\b(?:${words}),? (?:(?:at|um|gegen|so|a|vers|las?) )*$`),
        half,
      ] as const,
  ),
  [
    /^ ?a\.?m\b(?! (?:(?:spaten|fruhen) )?(?:\p{L}*(?:tag|abend|morgen)|\d))/u,
    undefined,
    (): Half => "am",
  ] as const,
  [/^ ?p\.?m\b/, undefined, (): Half => "pm"] as const,
]);

const widest = 40;

/** The half of the day that stands before or behind a time, and the place of both. */
function halfBeside(
  digits: string,
  start: number,
  end: number,
  at: number,
): { readonly start: number; readonly end: number; readonly half: Half } | undefined {
  const [ahead, behind] = [digits.slice(Math.max(0, start - widest), start), digits.slice(end, end + widest)];
  // "7 pm in the evening" says it twice.
  for (const [after, , half] of [...besides()].toReversed()) {
    const found = after.exec(behind);
    if (found !== null) return { start, end: end + found[0].length, half: half(at) };
  }
  for (const [, before, half] of besides()) {
    const found = before?.exec(ahead) ?? undefined;
    if (found !== undefined) return { start: start - found[0].length, end, half: half(at) };
  }
  return undefined;
}
