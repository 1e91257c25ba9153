import { counted, negativeOf } from "./counted.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import { currencyOf, signAfter, signBefore } from "./currency-signs.ts";
import { isOne, type Scale, scaleAt } from "./say-scales.ts";
import type { Counted } from "./spoken-words.ts";
import type { WrittenForm } from "./written-form.ts";
import { execAt, matchAt, numberAt, sayNumber, valueOf, type WrittenNumber } from "./written-number.ts";

const noCents = /[.,:](?:--?|[–—])(?![\p{L}\p{N}])/uy;

/** An amount of money: `$5.20`, `5,20 €`, `-£3`, `USD 20`, `$1.5 million`, `5 Mio. €`. */
export const amountOfMoney: WrittenForm = (text, at, language) => {
  const before = execAt(signBefore, text, at);
  const negative =
    before === undefined ? matchAt(/[-−](?=\d)/uy, text, at) : before[1] || before[3] || undefined;
  const start = at + (before?.[0].length ?? negative?.length ?? 0);
  const number = numberAt(text, start, language);
  if (number === undefined) return undefined;
  // Nothing after the comma: 1.250,-
  const none =
    number.decimals === undefined ? (matchAt(noCents, text, start + number.length)?.length ?? 0) : 0;
  const afterNumber = start + number.length + none;
  const scale = scaleAt(text, afterNumber, language, before === undefined ? "after" : "before");
  const afterScale = afterNumber + (scale?.length ?? 0);
  const after = before === undefined ? execAt(signAfter, text, afterScale) : undefined;
  // "$0.99¢" has a sign too many.
  const second = before === undefined ? undefined : matchAt(/\s?¢/uy, text, afterScale);
  const sign = before?.[2] ?? after?.[1];
  if (sign === undefined) return undefined;
  const code = currencyOf(sign === "¢" ? "$" : sign, language.tag);
  const cent = sign === "¢" ? language.words?.cents[code] : undefined;
  if (sign === "¢" && cent === undefined) return undefined;
  const said =
    cent !== undefined
      ? centsSaid(number, cent, language)
      : moneySaid(number, scale, code, sign === code || sign === "US$", language);
  return {
    length: afterScale + (after?.[0] ?? second ?? "").length - at,
    said: negative === undefined ? said : negativeOf(said, language),
  };
};

function centsSaid({ whole, decimals }: WrittenNumber, names: Counted, language: SpokenLanguage): string {
  const amount = { whole, decimals: /^0+$/.test(decimals ?? "") ? undefined : decimals };
  return counted(sayNumber(amount, language), names[isOne(valueOf(amount), language) ? 0 : 1], language);
}

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
    return count(scale.said(sayNumber({ whole, decimals }, language), valueOf({ whole, decimals })), many);
  if (decimals === undefined || /^0*$/.test(decimals))
    return count(numbers.toCardinal(whole), currencyName(code, Number(whole), isFull, language));
  // A price for a litre, or a rate: not cents.
  if (decimals.length > 2) return count(sayNumber({ whole, decimals }, language), many);
  // Where currencies are counted without words for their parts.
  if (language.sparse?.currencies !== undefined)
    return count(sayNumber({ whole, decimals: decimals.replace(/0{1,2}$/, "") }, language), many);
  const cents = Number(decimals.padEnd(2, "0"));
  const names = words?.cents[code];
  const rest =
    names === undefined
      ? numbers.toCardinal(cents)
      : count(numbers.toCardinal(cents), names[cents === 1 ? 0 : 1]);
  if (/^0*$/.test(whole) && names !== undefined) return rest;
  const short = cents >= 10 ? numbers.toCardinal(cents) : rest;
  return [
    count(numbers.toCardinal(whole), currencyName(code, Number(whole), isFull, language)),
    words?.andCents ?? "",
    short,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function currencyName(
  code: string,
  count: number,
  isFull: boolean,
  { tag, words, sparse }: SpokenLanguage,
): string {
  const short = sparse?.currencies?.[code];
  if (short !== undefined) return short;
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
