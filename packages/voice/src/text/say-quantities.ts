import { counted, signed } from "./counted.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import type { Counted, SpokenWords } from "./spoken-words.ts";
import type { WrittenForm } from "./written-form.ts";
import { execAt, matchAt, numberAt, sayNumber, valueOf } from "./written-number.ts";

/** Sign → what CLDR calls the unit; `²` and `³` are said apart. */
const units: Readonly<Record<string, string>> = {
  km: "kilometer",
  m: "meter",
  cm: "centimeter",
  mm: "millimeter",
  kg: "kilogram",
  g: "gram",
  mg: "milligram",
  l: "liter",
  L: "liter",
  ml: "milliliter",
  mi: "mile",
  lb: "pound",
  lbs: "pound",
  oz: "ounce",
  ft: "foot",
  yd: "yard",
  ha: "hectare",
  "%": "percent",
  "°C": "celsius",
  "°F": "fahrenheit",
  "°": "degree",
  "km/h": "kilometer-per-hour",
  mph: "mile-per-hour",
  s: "second",
  sec: "second",
  ms: "millisecond",
  min: "minute",
  h: "hour",
  hrs: "hour",
  hr: "hour",
  kB: "kilobyte",
  KB: "kilobyte",
  MB: "megabyte",
  GB: "gigabyte",
  TB: "terabyte",
};
const power = String.raw`([²³23](?![\p{N}.,]\d|\d))?`;
const unitPatterns = new Map<string, { readonly after: RegExp; readonly alone: RegExp }>();

function unitPatternsOf({ tag, words }: SpokenLanguage): { readonly after: RegExp; readonly alone: RegExp } {
  const known = unitPatterns.get(tag);
  if (known !== undefined) return known;
  const names = [...Object.keys(units), ...Object.keys(words?.units ?? {}), "kHz", "MHz", "GHz"]
    .toSorted((a, b) => b.length - a.length)
    .join("|");
  const alone = String.raw`(${names})(?![\p{L}\p{M}\p{N}/])`;
  // A full stop in the middle of a sentence belongs to the unit: "5 min. later".
  const after = String.raw`([\s-]?)(${names})${power}(?:\/(${names}))?(?![\p{L}\p{M}\p{N}/])(?:\.(?=\s\p{Ll}))?`;
  const patterns = { after: new RegExp(after, "uy"), alone: new RegExp(alone, "uy") };
  unitPatterns.set(tag, patterns);
  return patterns;
}

/** A unit by itself, as after "per": `h`. @param count of how many */
export function unitAlone(
  text: string,
  at: number,
  language: SpokenLanguage,
  count = 1,
): { readonly length: number; readonly said: string } | undefined {
  const found = execAt(unitPatternsOf(language).alone, text, at);
  const name = found === undefined ? undefined : unitName(found[1] as string, count, language);
  return found === undefined || name === undefined ? undefined : { length: found[0].length, said: name };
}

const squareFeet = /\s?sq\.?\s?ft\.?(?!\p{L})/uy;
const signBefore = /[-−+±](?=\d)/uy;

const height = /(\d)['’′]\s?(\d{1,2})(?:["”″]|['’]{2})?(?![\p{L}\p{N}])/uy;

/** How tall somebody is: `5'10"`. */
export const feetAndInches: WrittenForm = (text, at, { words, numbers }) => {
  const found = words?.height === undefined ? undefined : execAt(height, text, at);
  if (found === undefined || Number(found[2]) > 11) return undefined;
  return {
    length: found[0].length,
    said:
      words?.height?.(
        ...([found[1], found[2]].map((value) => numbers.toCardinal(value as string)) as [string, string]),
      ) ?? "",
  };
};

/** A number with its unit: `5 km`, `-3.5%`, `20m²`, `100 km/h`, `5 g/l`, `5-km`. */
export const quantity: WrittenForm = (text, at, language) => {
  const before = matchAt(signBefore, text, at) ?? "";
  const number = numberAt(text, at + before.length, language);
  if (number === undefined) return undefined;
  const after = at + before.length + number.length;
  const feet = matchAt(squareFeet, text, after);
  const found: readonly (string | undefined)[] | undefined =
    feet === undefined ? execAt(unitPatternsOf(language).after, text, after) : [feet, "", "ft", "²"];
  if (found === undefined) return undefined;
  const [all = "", join, unit = "", exponent, per] = found;
  // A hyphen stands before "5-km" only, and what is in digits after it is a power of metres only.
  if (join === "-" && /[%°]/.test(unit)) return undefined;
  // The 1990s are no seconds.
  if (unit === "s" && join === "" && /^(?:1[1-9]|20)\d0$/.test(number.whole)) return undefined;
  if (exponent !== undefined && !/^(?:[kcm]?m|ft)$/.test(unit)) return undefined;
  const percent = unit === "%" ? language.sparse?.percent : undefined;
  if (percent !== undefined)
    return {
      length: after + all.length - at,
      said: signed(before, `${percent}${sayNumber(number, language)}`, language),
    };
  const count = join === "-" ? 1 : valueOf(number);
  const plain = unitName(unit, count, language);
  if (plain === undefined) return undefined;
  const { powers } = language.words ?? {};
  const noun =
    exponent === undefined ? plain : /[²2]/.test(exponent) ? powers?.square(plain) : powers?.cubic(plain);
  const other = per === undefined ? undefined : unitName(per, 1, language);
  if (noun === undefined || (per !== undefined && (other === undefined || language.words === undefined)))
    return undefined;
  const said = counted(sayNumber(number, language), noun, language);
  const ratio = other === undefined ? said : `${said} ${language.words?.between.per} ${other}`;
  return { length: after + all.length - at, said: signed(before, ratio, language) };
};

const percentSign = /[%٪]\s?(?=\d)/uy;

/** A share with its sign before it, as in Turkish: `%20`. */
export const percentBefore: WrittenForm = (text, at, language) => {
  const mark = matchAt(percentSign, text, at);
  const number = mark === undefined ? undefined : numberAt(text, at + mark.length, language);
  if (mark === undefined || number === undefined) return undefined;
  const said = sayNumber(number, language);
  const { percent } = language.sparse ?? {};
  const name = percent === undefined ? unitName("%", valueOf(number), language) : undefined;
  return {
    length: mark.length + number.length,
    said: name === undefined ? `${percent}${said}` : counted(said, name, language),
  };
};

function unitName(written: string, count: number, { tag, words }: SpokenLanguage): string | undefined {
  const unit = units[written];
  if (unit === undefined) return (words?.units[written] ?? hertzOf(written, words))?.[count === 1 ? 0 : 1];
  return new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" })
    .formatToParts(count)
    .filter(({ type }) => type === "unit")
    .map(({ value }) => value)
    .join(" ")
    .trim();
}

const hertzPrefixes: Readonly<Record<string, string>> = { k: "kilo", M: "mega", G: "giga" };

/** Kilohertz and more, as a language calls hertz. */
function hertzOf(written: string, words: SpokenWords | undefined): Counted | undefined {
  const prefix = written.endsWith("Hz") ? hertzPrefixes[written.slice(0, -2)] : undefined;
  const names = words?.units["Hz"];
  if (prefix === undefined || names === undefined) return undefined;
  const [one, many] = names.map((name) => {
    const said =
      (words?.kilo === undefined ? prefix : prefix.replace("kilo", words.kilo)) + name.toLowerCase();
    return /^\p{Lu}/u.test(name) ? said.slice(0, 1).toUpperCase() + said.slice(1) : said;
  });
  return [one as string, many as string];
}

const dimensions = /\s?[x×]\s?(?=\d)/uy;
const times = /\s?[x×](?![\p{L}\p{M}\p{N}])/uy;

/** What stands between the sides of something, or after how often: `3x4`, `20 cm × 30 cm`, `3x`. */
export const numberTimes: WrittenForm = (text, at, language) => {
  const { words } = language;
  const number = numberAt(text, at, language);
  if (number === undefined || words === undefined) return undefined;
  const after = at + number.length;
  const isDimension = matchAt(dimensions, text, after);
  if (isDimension !== undefined) {
    // Of a sum that is told, the sides are factors.
    const isProduct = /^[\d.,]{1,20}\s?=/u.test(
      text.slice(after + isDimension.length, after + isDimension.length + 24),
    );
    return {
      length: number.length + isDimension.length,
      said: `${sayNumber(number, language)} ${isProduct ? words.signs["×"] : words.between.by} `,
    };
  }
  const often = matchAt(times, text, after);
  return often === undefined
    ? undefined
    : { length: number.length + often.length, said: `${sayNumber(number, language)} ${words.between.times}` };
};

/** `x` between two quantities: 20 cm x 30 cm. */
export function isBetweenQuantities(text: string, at: number): number | undefined {
  return /\d\s?\p{L}{1,2}[²³]?\s$/u.test(text.slice(Math.max(0, at - 8), at))
    ? matchAt(/[x×]\s(?=\d)/uy, text, at)?.length
    : undefined;
}
