import { bareText } from "./phrase-finder.ts";

/** A date or a time of day that stands in a text, in any of the usual ways to write it. */
export interface Moment {
  /** Where it stands, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** What it can mean: `05/03` is in May or in March, `2:30` is before or after noon. */
  readonly readings: readonly Reading[];
}

type Reading =
  | { readonly day: number; readonly month: number; readonly year: number | undefined }
  | { readonly minute: number };

/** The months, each in English, German, French and Spanish, and behind the comma how it is shortened. */
const months: readonly string[] = [
  "january januar jänner janvier enero, jan janv ene",
  "february februar février febrero, feb févr fév",
  "march märz mars marzo, mar mrz",
  "april avril abril, apr avr abr",
  "may mai mayo",
  "june juni juin junio, jun",
  "july juli juillet julio, jul juil",
  "august août agosto, aug ago",
  "september septembre septiembre, sep sept set",
  "october oktober octobre octubre, oct okt",
  "november novembre noviembre, nov",
  "december dezember décembre diciembre, dec dez déc dic",
];

/** The months' whole names in small letters without accents. */
export function monthNames(): readonly string[] {
  return months.flatMap((names) => (names.split(",")[0] as string).split(" ").map(plain));
}

interface MomentReader {
  /** What a date or a time of day looks like. */
  readonly pattern: RegExp;
  /** The number of a month by its plain name. */
  readonly monthOf: ReadonlyMap<string, number>;
}

let built: MomentReader | undefined;

/** Built when it is first asked for, as kinds of facts are. */
function momentReader(): MomentReader {
  built ??= buildReader();
  return built;
}

function buildReader(): MomentReader {
  const names = months.flatMap((some, index) => some.split(/,? /).map((name) => [name, index + 1] as const));
  // A year of two digits stands at an end, or behind its mark: "1 May 20 people" has none.
  const year = String.raw`(?:,?[ \t](?:del? |of )?(?:\d{4}\b|(?:19|20) \d{2}(?!\d|[ .:]?\d)|['’]\d{2}\b)|,?[ \t](?:del? )?\d{2}(?!\p{N}|[.,:/h]\p{N}|[ \t-]?\p{N}|[ \t]?\p{Sc}|[ \t]?(?!(?:in|at|and|as|und|im|zu|à|et|en|y)(?!\p{L}))\p{L}))?`;
  // A letter with an accent is as well written without.
  const anyMonth = names
    .map(([name]) => name)
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[^a-z]/g, (letter) => `(?:${letter}|${plain(letter)})`))
    .join("|");
  return {
    monthOf: new Map(names.map(([name, month]) => [plain(name), month])),
    pattern: new RegExp(
      [
        String.raw`(?<iso>\b\d{4}-\d{2}-\d{2}\b)`,
        String.raw`(?<slashes>\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{1,2}\/\d{1,2}\b(?!\/)|\b\d{1,2}\.\d{1,2}\.(?!\d))`,
        String.raw`(?<dayFirst>\b\d{1,2}(?:st|nd|rd|th|te[nr]?|er|\.|[º°])?[ \t]{1,2}(?:of |de )?(?:${anyMonth})(?!\p{L})\.?${year})`,
        String.raw`(?<monthFirst>\b(?:${anyMonth})\.?[ \t](?:the )?\d{1,2}(?:st|nd|rd|th)?\b(?!:)${year})`,
        String.raw`(?<clock>\b\d{1,2}[:.h]\d{2}(?!\d)(?:[ \t]?[ap]\.?m\b\.?|[ \t]uhr\b)?|\b\d{1,2}[ \t]?(?:h|heures?|uhr)[ \t]?[0-5]\d(?!\d|[ \t.,:/-]?\d)|\b\d{1,2}[ \t]?(?:[ap]\.?m\b\.?|uhr\b|h\b)|\b\d{1,2} o['’]clock\b)`,
      ].join("|"),
      "giu",
    ),
  };
}

/** The dates and times of day in a text. Words such as "tomorrow" do not count: what they mean depends on the day. */
export function momentsIn(text: string): readonly Moment[] {
  const found: Moment[] = [];
  for (const { 0: match, index, groups = {} } of text.matchAll(momentReader().pattern)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) as string;
    const readings = (kind === "clock" ? clock(match) : dates(match, kind)).filter(isPossible);
    if (readings.length > 0) found.push({ start: index, end: index + match.length, readings });
  }
  return found;
}

/** Whether two dates or times can be the same; one without a year is that day of any. */
export function isSameMoment(a: Moment, b: Moment): boolean {
  return a.readings.some((one) =>
    b.readings.some((other) =>
      "minute" in one
        ? "minute" in other && one.minute === other.minute
        : "day" in other &&
          one.day === other.day &&
          one.month === other.month &&
          (one.year === undefined || other.year === undefined || one.year === other.year),
    ),
  );
}

function dates(text: string, kind: string): readonly Reading[] {
  const numbers = (text.match(/\d+/g) ?? []).map(Number) as [number, number, number?];
  if (kind === "iso") return [{ year: numbers[0], month: numbers[1], day: numbers[2] as number }];
  if (kind === "slashes") {
    const [first, second, said] = numbers;
    return fullYears(said).flatMap((year) => {
      const dayFirst = { day: first, month: second, year };
      // Only slashes are ambiguous: with full stops the day comes first everywhere.
      return text.includes(".") ? [dayFirst] : [dayFirst, { ...dayFirst, day: second, month: first }];
    });
  }
  const month = (text.match(/\p{L}{3,10}/gu) ?? [])
    .map((word) => momentReader().monthOf.get(plain(word)))
    .find(Boolean);
  const [day, ...rest] = numbers;
  // "19 79" is read out as it is written.
  const said = rest.length === 2 ? Number(rest.join("")) : rest[0];
  return month === undefined ? [] : fullYears(said).map((year) => ({ day, month, year }));
}

function clock(text: string): readonly Reading[] {
  const [hour = 0, minute = 0] = (text.match(/\d+/g) ?? []).map(Number);
  // "1.80" is none.
  if (minute > 59) return [];
  const [, half] = /([ap])\.?m/i.exec(text) ?? [];
  if (half !== undefined)
    return [{ minute: ((hour % 12) + (half.toLowerCase() === "p" ? 12 : 0)) * 60 + minute }];
  const said = { minute: hour * 60 + minute };
  return hour > 12 || hour === 0 ? [said] : [said, { minute: ((hour + 12) % 24) * 60 + minute }];
}

/** Of a year of two digits nothing says in which century it is. */
function fullYears(year: number | undefined): readonly (number | undefined)[] {
  return year === undefined || year > 99 ? [year] : [1900 + year, 2000 + year];
}

function isPossible(reading: Reading): boolean {
  return "minute" in reading
    ? reading.minute < 24 * 60
    : reading.day >= 1 && reading.day <= 31 && reading.month >= 1 && reading.month <= 12;
}

function plain(word: string): string {
  return bareText(word).replaceAll(/[. ]/g, "");
}
