import { signed } from "./counted.ts";
import { yearSaid } from "./say-dates.ts";
import { unitAlone } from "./say-quantities.ts";
import type { SpokenLanguage } from "./spoken-language.ts";
import { ends, type WrittenForm } from "./written-form.ts";
import { execAt, matchAt, numberAt, sayNumber, spelled } from "./written-number.ts";

const ordinals = new Map<string, RegExp>();

const dottedOrdinal = /(\d{1,2})\.(?=\s(\p{Ll}+))/uy;

/** `21st`, `2e`, `3.` after an article, `1ª`; `2. sal` in Danish and others. */
export const ordinal: WrittenForm = (text, at, { tag, words, sparse, numbers }) => {
  if (words === undefined) {
    const dotted = sparse?.dottedOrdinals === true ? execAt(dottedOrdinal, text, at) : undefined;
    if (dotted === undefined) return undefined;
    const value = Number(dotted[1]);
    const named = value === 0 ? undefined : sparse?.ordinal?.(value, numbers, dotted[2] as string);
    return { length: dotted[0].length, said: named ?? dotted[0] };
  }
  const pattern = ordinals.get(tag) ?? new RegExp(String.raw`(\d{1,4})(${words.ordinal.marks})${ends}`, "uy");
  ordinals.set(tag, pattern);
  const found = execAt(pattern, text, at);
  if (found === undefined || Number(found[1]) === 0) return undefined;
  const said = words.ordinal.say(
    Number(found[1]),
    found[2] as string,
    numbers,
    text.slice(Math.max(0, at - 12), at),
    text.slice(at + found[0].length, at + found[0].length + 24),
  );
  return said === undefined ? undefined : { length: found[0].length, said };
};

const decades = new Map<string, RegExp>();

/** `anni '60`, `jaren '80`: nobody says the apostrophe. */
const shortDecade = /(?<![\p{L}\p{N}])['’]([2-9]0)(?![\p{L}\p{N}'’"]|[.,]\d)/uy;

/** `1990s`, `'80s`, `90er`; `'60` where nothing else marks them. */
export const decade: WrittenForm = (text, at, language) => {
  const { tag, words } = language;
  if (words === undefined) return undefined;
  if (words.decade === undefined) {
    const short = execAt(shortDecade, text, at);
    return short === undefined
      ? undefined
      : { length: short[0].length, said: language.numbers.toCardinal(short[1] as string) };
  }
  const pattern =
    decades.get(tag) ??
    new RegExp(String.raw`['’]?((?:1[1-9]|20)\d0|[2-9]0)${words.decade.mark}${ends}`, "uy");
  decades.set(tag, pattern);
  const found = execAt(pattern, text, at);
  return found === undefined
    ? undefined
    : { length: found[0].length, said: words.decade.say(yearSaid(Number(found[1]), language)) };
};

const scientific = /(\d{1,6}(?:[.,]\d{1,9})?)[eE]([-−+]?)(\d{1,3})(?![\p{L}\p{N}])/uy;
const caret = /\^([-−]?)(\d{1,3})(?![\p{L}\p{N}])/uy;

/** `1e-6`, `2^10`: a number times a power of ten, or raised to a power other than its square and cube. */
export const powerOfTen: WrittenForm = (text, at, language) => {
  const { words } = language;
  if (words === undefined) return undefined;
  const raised = (mark: string, digits: string): string =>
    `${words.between.power} ${signed(/[-−]/u.test(mark) ? mark : "", language.numbers.toCardinal(digits), language)}`;
  const found = execAt(scientific, text, at);
  if (found !== undefined && (found[2] !== "" || found[1]?.includes(".") === true)) {
    const number = numberAt(text, at, language);
    const ten = language.numbers.toCardinal(10);
    if (number?.length === found[1]?.length && number !== undefined)
      return {
        length: found[0].length,
        said: `${sayNumber(number, language)} ${words.signs["×"]} ${ten} ${raised(found[2] as string, found[3] as string)}`,
      };
  }
  const number = numberAt(text, at, language);
  const power = number === undefined ? undefined : execAt(caret, text, at + number.length);
  if (number === undefined || power === undefined || /^\^[23]$/u.test(power[0])) return undefined;
  return {
    length: number.length + power[0].length,
    said: `${sayNumber(number, language)} ${raised(power[1] as string, power[2] as string)}`,
  };
};

const signFractions: Readonly<Record<string, keyof NonNullable<SpokenLanguage["words"]>["fractions"]>> = {
  "½": "half",
  "⅓": "third",
  "¼": "quarter",
  "⅔": "twoThirds",
  "¾": "threeQuarters",
  "1/2": "half",
  "1/3": "third",
  "1/4": "quarter",
  "2/3": "twoThirds",
  "3/4": "threeQuarters",
};
const fraction = /(?:(\d{1,6})\s?)?(?:([½⅓¼⅔¾])|(?<![\d]\/)(?<=^|[^\d]\s?|\d\s)([1-3]\/[2-4])(?![\d/]))/uy;
const ratio = /(\d{1,5})\/(\d{1,5})(?![\d/])/uy;
const score = /(\d{1,3}):(\d{1,3})(?![\d:])/uy;

/** `½`, `2½`, `1/2`, `2 1/2`; any other part of a whole, `7/10`; a score, `3:2`. */
export const fractionOrScore: WrittenForm = (text, at, language) => {
  const { tag, words, numbers } = language;
  if (words === undefined) return undefined;
  const found = execAt(fraction, text, at);
  const part = found === undefined ? undefined : signFractions[found[2] ?? found[3] ?? ""];
  if (found !== undefined && part !== undefined) {
    const name = words.fractions[part];
    const alone = /^(?:two|three)/.test(part) ? name : words.oneOf(name);
    const said =
      found[1] === undefined ? alone : `${numbers.toCardinal(found[1])} ${words.andFraction(name)}`;
    // One and a half teaspoons, and half a teaspoon.
    const after = at + found[0].length;
    const blank = matchAt(/\s/uy, text, after) ?? "";
    const unit = unitAlone(text, after + blank.length, language, found[1] === undefined ? 1 : 2);
    return unit === undefined
      ? { length: found[0].length, said }
      : { length: found[0].length + blank.length + unit.length, said: `${said} ${unit.said}` };
  }
  const one = execAt(ratio, text, at);
  if (one !== undefined) {
    const [a, b] = [one[1] as string, one[2] as string].map((value) => numbers.toCardinal(value));
    // Round the clock is said so everywhere, and a day in September in English.
    const isName = one[0] === "24/7" || one[0] === "50/50" || (one[0] === "9/11" && tag.startsWith("en"));
    return { length: one[0].length, said: isName ? `${a} ${b}` : `${a} ${words.between.of} ${b}` };
  }
  const other = execAt(score, text, at);
  if (other === undefined) return undefined;
  return {
    length: other[0].length,
    said: `${numbers.toCardinal(other[1] as string)} ${words.between.score} ${numbers.toCardinal(other[2] as string)}`,
  };
};

const minus = /[-−+±](?=\.?\d)/uy;
const year = /(?:1[1-9]|20)\d{2}(?![\p{N}]|[.,]\d|[\p{Script=Latin}])/uy;
const markedYear = /[12]\d{3}(?=\s?年)/uy;
/** Short numbers that are called, digit by digit. */
const emergency =
  /(?:911|999|988|[1-8]11|11[0-9]|000)(?![\p{L}\p{N}]|[.,:/%-]\d|\s?[%€$£]|\s\p{Ll}{2,}s(?!\p{L}))/uy;
const calling =
  /(?<!\p{L})(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?|phone|ring|rufe?n?|wähle?n?|wählt|appelez?|appeler|composez?|llam[ae]r?|llamen|marcar?|marque|chiam[aio]|chiamate|chiamare|componi|lig(?:ue|a|ar|uem)|bel(?:len)?|ringe?r?|zadzwoń|dzwoń|dzwonić|(?:по)?звони(?:те|ть)?|наберите|(?:за|по)?дзвон(?:и|іть))\s+(?:(?:the|to|die|den|le|au|al|a|an|il|o|para|pro|till|på|na|pod|в|на|по|номеру)\s+){0,2}$/iu;
const manyDigits = /(?:0\d{1,}|\d{5,})(?![\p{N}]|[.,]\d)/uy;

/** Any number: as a year where it may be one, digit by digit where it is long, else in words. */
export const plainNumber: WrittenForm = (text, at, language) => {
  const call = matchAt(emergency, text, at);
  if (
    call !== undefined &&
    ((language.tag.startsWith("en") && isEmergency(call, text, at)) ||
      calling.test(text.slice(Math.max(0, at - 32), at)))
  )
    return { length: call.length, said: spelled(call, language) };
  const digitYear = language.sparse?.digitYear === true ? matchAt(markedYear, text, at) : undefined;
  if (digitYear !== undefined)
    return { length: digitYear.length, said: spelled(digitYear, language).replaceAll(" ", "") };
  const years = matchAt(year, text, at);
  if (years !== undefined && language.words?.year !== undefined)
    return { length: 4, said: yearSaid(Number(years), language) };
  const digits = matchAt(manyDigits, text, at);
  if (digits !== undefined && !/^[1-9]\d{0,5}0{3,15}$|^[1-9]\d{2}00$/u.test(digits))
    return { length: digits.length, said: spelled(digits, language) };
  const sign = matchAt(minus, text, at) ?? "";
  const number = numberAt(text, at + sign.length, language) ?? onlyDigits(text, at + sign.length);
  return number === undefined
    ? undefined
    : { length: sign.length + number.length, said: signed(sign, sayNumber(number, language), language) };
};

/** Whether 911 is where help comes from: alone, or with who answers there; elsewhere it is a number like any other. */
function isEmergency(call: string, text: string, at: number): boolean {
  if (call !== "911") return false;
  const after = text.slice(at + call.length, at + call.length + 24);
  return (
    /^\s(?:calls?|callers?|operators?|dispatch(?:ers?)?|emergency|center)(?!\p{L})/iu.test(after) ||
    (/(?:^|[.!?…,:;"“(])\s*$/u.test(text.slice(0, at)) && /^\s*(?:$|[.!?…,:;"”)])/u.test(after))
  );
}

function onlyDigits(
  text: string,
  at: number,
): { length: number; whole: string; decimals: undefined } | undefined {
  const found = matchAt(/\d+/uy, text, at);
  return found === undefined ? undefined : { length: found.length, whole: found, decimals: undefined };
}
