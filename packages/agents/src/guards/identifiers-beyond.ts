import { momentsIn } from "@sdialog/core/internal";
import { withDigits } from "./number-words.ts";
import { isSameTime, saidMoments } from "./said-moments.ts";

/**
 * What names one thing among many in a text and stands in none of the known ones: addresses, codes, dates, times of day,
 * and numbers of two digits or more (one digit counts things, as in "the 2 of us"). How long something takes, and a bare
 * year, name nothing.
 */
export function identifiersBeyond(text: string, known: readonly string[]): readonly string[] {
  const knownText = known.join("\n");
  const all = knownOf(knownText);
  const knownMoments = saidMoments(withDigits(knownText));
  const beyond: string[] = [];
  let rest = text;
  for (const moment of momentsIn(text)) {
    const said = text.slice(moment.start, moment.end);
    if (!knownMoments.some((one) => isSameTime(one, moment.readings) === true)) {
      // A number is only taken for a date or a time when it is not known as something else.
      const words = wordsWithDigits(said);
      if (words.length > 0 && words.every((word) => isKnown(word, all))) continue;
      beyond.push(said);
    }
    rest = `${rest.slice(0, moment.start)}${" ".repeat(said.length)}${rest.slice(moment.end)}`;
  }
  rest = rest
    .replaceAll(measured, " ")
    .replaceAll(year, " ")
    .replaceAll(inCoins, "$1.$2")
    .replaceAll(rounded, (said, number: string) => (isNear(number, knownText) ? " " : said));
  return [...beyond, ...unknownRuns(rest, all)];
}

/** Numbers that are typed in groups ("0151 234 5678") are known as one, or one by one. */
function unknownRuns(text: string, known: Known): readonly string[] {
  return (text.match(run) ?? []).flatMap((said) => {
    const words = wordsWithDigits(said);
    return words.length === 0 || isKnown(said, known) ? [] : words.filter((one) => !isKnown(one, known));
  });
}

const word = String.raw`[\p{L}\p{N}+][\p{L}\p{N}@.,_:/+#-]{0,200}`;
// A letter by itself may belong to the number before it: "seat 12 A".
const run = new RegExp(
  `${word}(?:[ \\t]+(?=[\\p{L}\\p{N}+]*\\p{N}|\\p{L}(?![\\p{L}\\p{N}]))${word}){0,4}`,
  "gu",
);

function wordsWithDigits(text: string): readonly string[] {
  return (text.match(new RegExp(word, "gu")) ?? [])
    .map((one) => one.replace(/(?<![.,_:/#-])[.,_:/#-]+$/u, "").replace(/(?<=\p{N})-?ish$/iu, ""))
    .filter((one) => /[^\s@]@[^\s@]/u.test(one) || (one.match(/\p{N}/gu) ?? []).length >= 2);
}

const numbers = /\d{1,9}(?:[.,]\d{3})*(?:[.,]\d{1,2})?(?![\d.,]{0,20}\d)/g;

/** Whether a number is, within a tenth, one that stands in a text: who says "about 50" of 49.99 makes nothing up. */
function isNear(said: string, text: string): boolean {
  const wanted = amountOf(said);
  return (text.match(numbers) ?? [])
    .map(amountOf)
    .some((known) => Math.abs(known - wanted) <= 0.1 * Math.abs(known));
}

/** The amount of a number, whichever of the marks is that of its decimals. */
function amountOf(number: string): number {
  return Number(number.replaceAll(/[.,](?=\d{3}(?!\d))/g, "").replace(",", "."));
}

/** Letters and digits of a text, and what stands before each of them. */
interface Known {
  readonly bare: string;
  readonly before: readonly string[];
}

function knownOf(text: string): Known {
  let [bare, between] = ["", " "];
  const before: string[] = [];
  for (const character of text.toLowerCase()) {
    const isWord = /[\p{L}\p{N}]/u.test(character);
    if (!isWord) between += character;
    // Nothing is read across two lines.
    if (!isWord && character !== "\n") continue;
    bare += character;
    for (let unit = 0; unit < character.length; unit++) before.push(unit === 0 ? between : "");
    between = isWord ? "" : " ";
  }
  return { bare, before };
}

/** Whether an identifier stands in a text; a telephone number also with its country's code or without. */
function isKnown(said: string, known: Known): boolean {
  if (isWhole(said, known)) return true;
  const digits = said.replaceAll(/\D/g, "");
  if (digits.length < 7 || /\p{L}/u.test(said)) return false;
  const codes = [1, 2, 3];
  if (said.startsWith("+"))
    return codes.some((length) => {
      const own = digits.slice(length);
      return isWhole(own, known) || isWhole(`0${own}`, known);
    });
  const own = digits.replace(/^0/, "");
  return codes.some((length) =>
    [...known.bare.matchAll(new RegExp(`(?=\\d{${length}}${own}(?!\\d))`, "g"))].some(({ index }) =>
      known.before[index]?.endsWith("+"),
    ),
  );
}

/** Whether an identifier stands in a text, whole: `4711` is that of `A-4711`, `47` and `A-47` are not. */
function isWhole(said: string, { bare, before }: Known): boolean {
  const wanted = said.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  for (let place = bare.indexOf(wanted); place !== -1; place = bare.indexOf(wanted, place + 1)) {
    const end = place + wanted.length;
    const isInNumber = /^[.,]$/.test(before[place] ?? "") && /\d/.test(bare.charAt(place - 1));
    if (before[place] === "" || isInNumber) continue;
    if (end >= bare.length || bare[end] === "\n") return true;
    if (before[end] === "") continue;
    // "60" is "60.00", and not "60.50".
    const decimals = /^[.,]$/.test(before[end] ?? "")
      ? (/^\d+/.exec(bare.slice(end, end + 4))?.[0] ?? "")
      : "";
    if (/^0{0,2}$/.test(decimals)) return true;
  }
  return wanted === "";
}

const measured =
  /\b\d{1,4}(?:[.,]\d{1,2})?\s?(?:%|percent|prozent|(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|times|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|mal|secondes?|heures?|jours?|semaines?|mois|fois|segundos?|minutos?|horas?|días?|semanas?|meses|veces)\b)/giu;
const year = /(?<![\p{L}\p{N}./:@#-])(?:19|20)\d{2}(?![\p{L}\p{N}/:@#-]|[.,]\p{N})/gu;

/** "49 dollars and 99 cents". */
const inCoins =
  /\b(\d{1,6})\s?(?:\p{Sc}|euros?|dollars?|pounds?|pesos?|francs?|franken)\s?(?:(?:and|und|et|y|con)\s)?(\d{2})\b/giu;
const rounded =
  /\b(?:about|around|almost|nearly|roughly|approximately|some|circa|ca|etwa|ungefähr|rund|fast|knapp|environ|presque|à peu près|unos|unas|casi|alrededor de|cerca de|aproximadamente)\.?\s(?:\p{Sc}\s?)?(\d[\d.,]{0,20}\d)\b/giu;
