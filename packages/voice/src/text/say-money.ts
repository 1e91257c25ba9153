import { counted, negativeOf } from "./counted.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import type { Counted } from "./spoken-words.ts";
import { ends, type WrittenForm } from "./written-form.ts";
import { execAt, matchAt, numberAt, sayNumber, type WrittenNumber } from "./written-number.ts";

/** Sign or code → code by ISO 4217. */
const currencies: Readonly<Record<string, string>> = {
  US$: "USD",
  R$: "BRL",
  C$: "CAD",
  A$: "AUD",
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₩": "KRW",
  "₽": "RUB",
  "₺": "TRY",
  "₴": "UAH",
  "₪": "ILS",
  "₫": "VND",
  "฿": "THB",
  zł: "PLN",
  Kč: "CZK",
};
const codes = "USD|EUR|GBP|JPY|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|CNY|BRL|MXN";
/** Crowns by the language that they are written in. */
const crowns: Readonly<Record<string, string>> = { sv: "SEK", da: "DKK", nb: "NOK", no: "NOK" };
const moneySigns = String.raw`(?:US|R|C|A)?\$|[€£¥₹₩₽₺₴₪₫฿]`;
const signBefore = new RegExp(String.raw`([-−]?)(${moneySigns}|(?:${codes})(?=\s?\d))\s?([-−]?)(?=\d)`, "uy");
const signAfter = new RegExp(String.raw`\s?(${moneySigns}|(?:${codes}|zł|Kč|kr)${ends})`, "uy");

/** An amount of money: `$5.20`, `5,20 €`, `-£3`, `USD 20`, `$1.5 million`, `5 Mio. €`. */
export const amountOfMoney: WrittenForm = (text, at, language) => {
  const before = execAt(signBefore, text, at);
  const negative =
    before === undefined ? matchAt(/[-−](?=\d)/uy, text, at) : before[1] || before[3] || undefined;
  const start = at + (before?.[0].length ?? negative?.length ?? 0);
  const number = numberAt(text, start, language);
  if (number === undefined) return undefined;
  const afterNumber = start + number.length;
  const scale = scaleAt(text, afterNumber, language, before === undefined ? "after" : "before");
  const afterScale = afterNumber + (scale?.length ?? 0);
  const after = before === undefined ? execAt(signAfter, text, afterScale) : undefined;
  const sign = before?.[2] ?? after?.[1];
  if (sign === undefined) return undefined;
  const code = sign === "kr" ? (crowns[language.tag.slice(0, 2)] ?? "SEK") : (currencies[sign] ?? sign);
  const said = moneySaid(number, scale, code, sign === code || sign === "US$", language);
  return {
    length: afterScale + (after?.[0].length ?? 0) - at,
    said: negative === undefined ? said : negativeOf(said, language),
  };
};

function moneySaid(
  { whole, decimals }: WrittenNumber,
  scale: Scale | undefined,
  code: string,
  isFull: boolean,
  language: SpokenLanguage,
): string {
  const { words, numbers } = language;
  const many = currencyName(code, 2, isFull, language);
  const count = (number: string, noun: string): string => counted(number, noun, language);
  if (scale !== undefined)
    return count(scale.said(sayNumber({ whole, decimals }, language), Number(whole)), many);
  if (decimals === undefined || /^0*$/.test(decimals))
    return count(numbers.toCardinal(whole), currencyName(code, Number(whole), isFull, language));
  // A price for a litre, or a rate: not cents.
  if (decimals.length > 2) return count(sayNumber({ whole, decimals }, language), many);
  const cents = Number(decimals.padEnd(2, "0"));
  const names = words?.cents[code];
  const centsSaid =
    names === undefined
      ? numbers.toCardinal(cents)
      : count(numbers.toCardinal(cents), names[cents === 1 ? 0 : 1]);
  if (/^0*$/.test(whole) && names !== undefined) return centsSaid;
  const short = cents >= 10 ? numbers.toCardinal(cents) : centsSaid;
  return [
    count(numbers.toCardinal(whole), currencyName(code, Number(whole), isFull, language)),
    words?.andCents ?? "",
    short,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function currencyName(code: string, count: number, isFull: boolean, { tag, words }: SpokenLanguage): string {
  const own = isFull ? undefined : words?.currencies[code];
  if (own !== undefined) return own[count === 1 ? 0 : 1];
  const format = new Intl.NumberFormat(tag, {
    style: "currency",
    currency: code,
    currencyDisplay: "name",
    maximumFractionDigits: 0,
  });
  return format.formatToParts(count).find(({ type }) => type === "currency")?.value ?? code;
}

interface Scale {
  readonly length: number;
  /** A number, and what it is multiplied by. */
  said(number: string, whole: number): string;
}

const lettersNext = /\s?(\p{L}{1,3}\.?)/uy;

/**
 * Thousands, millions: written out after a blank, or short for it. One letter is that of an amount of money only: a 4K television,
 * seat 14B.
 *
 * @param money where the sign of a currency is looked for
 */
function scaleAt(
  text: string,
  at: number,
  language: SpokenLanguage,
  money: "before" | "after" | "nowhere",
): Scale | undefined {
  const { words, numbers } = language;
  if (words === undefined) return undefined;
  const written = execAt(scalePattern(words.scaleWords), text, at);
  if (written !== undefined)
    return { length: written[0].length, said: (number) => words.counted(number, written[1] as string) };
  const letters = execAt(lettersNext, text, at);
  if (letters === undefined || /[\p{L}\p{N}]/u.test(text[at + letters[0].length] ?? "")) return undefined;
  for (const short of [letters[1] as string, (letters[1] as string).replace(/\.$/u, "")]) {
    const scale: Counted | undefined = words.scales[short.toLowerCase()];
    if (scale === undefined) continue;
    if (short.length === 1) {
      if (money === "nowhere" || (money === "after" && /[mb]/.test(short))) continue;
      const signNext = matchAt(signAfter, text, at + letters[0].length) !== undefined;
      if (!signNext && (money === "after" || /^\s/u.test(letters[0]))) continue;
    }
    const length = letters[0].length - ((letters[1] as string).length - short.length);
    const thousand = short.toLowerCase() === "k";
    return {
      length,
      said: (number, whole) =>
        thousand && whole > 0 && number === numbers.toCardinal(whole)
          ? numbers.toCardinal(1000 * whole)
          : words.counted(number, scale[whole === 1 ? 0 : 1]),
    };
  }
  return undefined;
}

const scalePatterns = new Map<string, RegExp>();

function scalePattern(scaleWords: string): RegExp {
  const known = scalePatterns.get(scaleWords) ?? new RegExp(String.raw`\s(${scaleWords})${ends}`, "uy");
  scalePatterns.set(scaleWords, known);
  return known;
}

/** A number with millions written short: `3 Mio.`, `2.5bn`. */
export const scaledNumber: WrittenForm = (text, at, language) => {
  const number = numberAt(text, at, language);
  const scale = number === undefined ? undefined : scaleAt(text, at + number.length, language, "nowhere");
  if (number === undefined || scale === undefined) return undefined;
  return {
    length: number.length + scale.length,
    said: scale.said(sayNumber(number, language), Number(number.whole)),
  };
};
