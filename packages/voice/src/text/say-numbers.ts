import type { NumberWords } from "./number-words.ts";
import { spelled } from "./say-signs.ts";
import type { SpokenWords } from "./spoken-words.ts";

const currencies: Readonly<Record<string, string>> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₩": "KRW",
};
const units: Readonly<Record<string, string>> = {
  km: "kilometer",
  m: "meter",
  cm: "centimeter",
  mm: "millimeter",
  kg: "kilogram",
  g: "gram",
  mg: "milligram",
  l: "liter",
  ml: "milliliter",
  mi: "mile",
  lb: "pound",
  lbs: "pound",
  oz: "ounce",
  ft: "foot",
  "%": "percent",
  "°C": "celsius",
  "°F": "fahrenheit",
  "km/h": "kilometer-per-hour",
  mph: "mile-per-hour",
  min: "minute",
  h: "hour",
  MB: "megabyte",
  GB: "gigabyte",
  TB: "terabyte",
  kB: "kilobyte",
};

/** Dates, times, amounts, units, telephone numbers, ordinals and numbers in words. */
export function sayNumbers(
  text: string,
  language: string,
  numbers: NumberWords,
  words: SpokenWords | undefined,
): string {
  const marks = numberMarks(language);
  const grouped = String.raw`\d{1,3}(?:${marks.group}\d{3})+|\d+`;
  const number = String.raw`(?:${grouped})(?:${marks.decimal}\d+)?`;
  const say = (written: string): string => cardinal(written, marks, numbers);
  const amount = (written: string, code: string): string => {
    const [whole = "", part] = written.split(marks.plainDecimal);
    const name = currencyName(language, code, written, marks);
    const cents =
      part === undefined || Number(part) === 0
        ? ""
        : ` ${say(part.length === 1 ? `${part}0` : part.replace(/^0/, ""))}`;
    return `${say(whole)} ${name}${cents}`;
  };
  const alone = String.raw`(?<![\p{L}\p{N}])`;
  return text
    .replaceAll(/(?<![\d.-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g, (found, y: string, m: string, d: string) =>
      date(found, y, m, d, language, numbers, words),
    )
    .replaceAll(
      /(?<![\d./])(\d{1,2})([./])(\d{1,2})\2(\d{4})(?![\d])/g,
      (found, a: string, sign: string, b: string, y: string) => {
        const monthFirst = sign === "/" && (language === "en" || language === "en-US");
        return monthFirst
          ? date(found, y, a, b, language, numbers, words)
          : date(found, y, b, a, language, numbers, words);
      },
    )
    .replaceAll(
      /(?<![\d:])(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([ap])\.?m\b\.?|\s*Uhr\b)?(?![\d:])/gi,
      (found, h: string, m: string, half: string | undefined) => clock(found, h, m, half, numbers, words),
    )
    .replaceAll(everywhere(String.raw`([$€£¥₹₩])\s?(${number})`), (_, sign: string, value: string) =>
      amount(value, currencies[sign] ?? ""),
    )
    .replaceAll(
      everywhere(String.raw`${alone}(${number})\s?([$€£¥₹₩]|(?:USD|EUR|GBP|JPY|CHF)\b)`),
      (_, value: string, sign: string) => amount(value, currencies[sign] ?? sign),
    )
    .replaceAll(
      everywhere(
        String.raw`${alone}(${number})\s?(${Object.keys(units)
          .toSorted((a, b) => b.length - a.length)
          .map((unit) => unit.replace("/", String.raw`\/`))
          .join("|")})(?![\p{L}\p{N}])`,
      ),
      (_, value: string, unit: string) => {
        const name = unitName(language, units[unit] ?? "", value, marks);
        return `${say(value)} ${name}`;
      },
    )
    .replaceAll(/(?<![\p{L}\p{N}])(\d+)(?:st|nd|rd|th)\b/gu, (found, value: string) =>
      language.startsWith("en") ? numbers.toOrdinal(Number(value)) : found,
    )
    .replaceAll(/(?<![\p{L}\p{N}.])\+?\(?\d{2,4}\)?(?:[ /-]\d{2,4}){2,5}(?![\p{L}\p{N}])/gu, (found) =>
      groupsSpelled(found, numbers, words),
    )
    .replaceAll(/(?<![\p{L}\p{N}.,])(?:0\d{2,}|\d{5,})(?![\p{L}\p{N}]|[.,]\d)/gu, (found) =>
      /^[1-9]\d*000$/.test(found) ? found : spelled(found, numbers),
    )
    .replaceAll(/(?<![\p{L}\p{N}.,])(?:1[1-9]|20)\d{2}(?![\p{L}\p{N}]|[.,]\d)/gu, (found) =>
      year(Number(found), numbers, words),
    )
    .replaceAll(everywhere(String.raw`${alone}[-−]?(?:${number})(?![\p{L}])`), (found) =>
      say(found.replace("−", "-")),
    );
}

/** A pattern that is looked for in all of a text. */
function everywhere(pattern: string): RegExp {
  return new RegExp(pattern, "gu");
}

interface NumberMarks {
  /** What groups thousands and what begins decimals, for patterns. */
  readonly group: string;
  readonly decimal: string;
  readonly plainDecimal: string;
  readonly plainGroup: string;
}

function numberMarks(language: string): NumberMarks {
  const parts = new Intl.NumberFormat(language).formatToParts(12_345_678.5);
  const find = (type: string, usual: string): string =>
    parts.find((part) => part.type === type)?.value ?? usual;
  const [plainGroup, plainDecimal] = [find("group", ","), find("decimal", ".")];
  const group = /\s/.test(plainGroup) ? String.raw`[\s\u202F\u00A0]` : `[${plainGroup}]`;
  return { group, decimal: `[${plainDecimal}]`, plainDecimal, plainGroup };
}

function cardinal(written: string, { group, plainDecimal }: NumberMarks, numbers: NumberWords): string {
  const plain = written.replaceAll(new RegExp(group, "gu"), "").replace(plainDecimal, ".");
  const [whole = "", part] = plain.split(".");
  if (part === undefined) return numbers.toCardinal(whole);
  // Decimals are said one by one: three point one four.
  const point = numbers.toCardinal("0.5").split(" ").at(-2) ?? "";
  return [numbers.toCardinal(whole), point, ...[...part].map((digit) => numbers.toCardinal(digit))].join(" ");
}

function valueOf(written: string, { group, plainDecimal }: NumberMarks): number {
  return Number(written.replaceAll(new RegExp(group, "gu"), "").replace(plainDecimal, "."));
}

function currencyName(language: string, currency: string, written: string, marks: NumberMarks): string {
  const whole = Math.floor(valueOf(written, marks));
  const format = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "name" });
  const name = format.formatToParts(whole).find(({ type }) => type === "currency")?.value ?? currency;
  return name.replace(/^(?:US|British) /, "");
}

function unitName(language: string, unit: string, written: string, marks: NumberMarks): string {
  const format = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
  const parts = format.formatToParts(valueOf(written, marks));
  return parts
    .filter(({ type }) => type === "unit")
    .map(({ value }) => value)
    .join(" ");
}

function date(
  found: string,
  y: string,
  m: string,
  d: string,
  language: string,
  numbers: NumberWords,
  words: SpokenWords | undefined,
): string {
  const [month, day] = [Number(m), Number(d)];
  if (month < 1 || month > 12 || day < 1 || day > 31) return found;
  const when = new Date(Date.UTC(Number(y), month - 1, day));
  const parts = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).formatToParts(when);
  const said = parts.map(({ type, value }) => {
    if (type === "day")
      return words?.dayEnding === undefined
        ? numbers.toCardinal(day)
        : numbers.toOrdinal(day) + words.dayEnding;
    if (type === "year") return year(Number(y), numbers, words);
    return type === "literal" ? value.replaceAll(".", "") : value;
  });
  return said.join("");
}

/** English says years in two halves: nineteen eighty-four, two thousand five, twenty twenty-four. */
function year(value: number, numbers: NumberWords, words: SpokenWords | undefined): string {
  const [century, rest] = [Math.floor(value / 100), value % 100];
  if (words?.years !== "pairs" || (century % 10 === 0 && rest < 10)) return numbers.toCardinal(value);
  if (rest === 0) return `${numbers.toCardinal(century)} hundred`;
  return `${numbers.toCardinal(century)} ${rest < 10 ? "oh " : ""}${numbers.toCardinal(rest)}`;
}

function clock(
  found: string,
  h: string,
  m: string,
  half: string | undefined,
  numbers: NumberWords,
  words: SpokenWords | undefined,
): string {
  const [hour, minute] = [Number(h), Number(m)];
  if (hour > 24 || minute > 59) return found;
  const { between = "", whole = "" } = words?.clock ?? {};
  const end = half === undefined ? [] : [`${half.toLowerCase()}. m.`];
  const minutes =
    minute === 0 ? [] : [...(between === "" && minute < 10 ? ["oh"] : []), numbers.toCardinal(minute)];
  const middle = minute === 0 ? (half === undefined ? whole : "") : between;
  return [numbers.toCardinal(hour), middle, ...minutes, ...end].filter((part) => part !== "").join(" ");
}

/** A telephone number: digit by digit, with a pause between its groups. */
function groupsSpelled(found: string, numbers: NumberWords, words: SpokenWords | undefined): string {
  const plus = found.startsWith("+") ? `${words?.signs["+"] ?? "plus"} ` : "";
  return plus + (found.match(/\d+/g) ?? []).map((group) => spelled(group, numbers)).join(", ");
}
