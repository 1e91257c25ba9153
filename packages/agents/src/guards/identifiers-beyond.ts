import { momentsIn } from "@sdialog/core/internal";
import { amountPattern, amountsOf } from "./amounts.ts";
import { codesIn } from "./code-shapes.ts";
import { plainLetters, withDigits } from "./number-words.ts";
import { partOfParty, partySize } from "./party-size.ts";
import { isSameTime, saidMoments } from "./said-moments.ts";

/** What stands in a text and in none of the known ones. */
export interface FoundBeyond {
  readonly said: string;
  readonly isMoment: boolean;
  /** The text on both sides of it. */
  readonly before: string;
  readonly behind: string;
}

/**
 * What names one thing among many in a text and stands in none of the known ones: addresses, codes, dates, times of day,
 * and numbers of two digits or more (one digit counts things, as in "the 2 of us"). How long something takes, and a bare
 * year, name nothing. What is known is known however it is written: "the 14th" of 14 March, "1.25k" of $1,250, "0049" of
 * +49, "10 adults and 12 children" of 22.
 *
 * @param counts whether to count what is found, where not all of it does
 */
export function identifiersBeyond(
  text: string,
  known: readonly string[],
  counts: (found: FoundBeyond) => boolean = () => true,
): readonly string[] {
  const knownText = known.join("\n");
  const all = [...new Set([knownText, international(knownText), knownText.replaceAll(ordinal, "$1")])].map(
    knownOf,
  );
  const amounts = new Set(amountsOf(knownText));
  const isAmount = (said: string): boolean => amountsOf(said).some((one) => amounts.has(one));
  const prices = [...text.matchAll(amountPattern)].filter(
    ({ 0: said }) => /[.,]\d/.test(said) && isAmount(said),
  );
  const knownMoments = saidMoments(withDigits(knownText)).map(({ readings }) => readings);
  const beyond: string[] = [];
  let rest = text;
  for (const moment of momentsIn(text)) {
    const said = text.slice(moment.start, moment.end);
    if (!knownMoments.some((one) => isSameTime(one, moment.readings) === true)) {
      // A number is only taken for a date or a time when it is not known as something else.
      const words = wordsWithDigits(said);
      if (words.length > 0 && words.every((word) => isKnown(word, all))) continue;
      if (prices.some(({ 0: price, index }) => index <= moment.start && moment.end <= index + price.length))
        continue;
      const sides = { before: text.slice(0, moment.start), behind: text.slice(moment.end) };
      if (counts({ said, isMoment: true, ...sides })) beyond.push(said);
    }
    rest = `${rest.slice(0, moment.start)}${" ".repeat(said.length)}${rest.slice(moment.end)}`;
  }
  for (const { 0: said, index } of codesIn(rest, known)) {
    // Of two readings of the same place the first one counts.
    if (rest.slice(index, index + said.length) !== said) continue;
    if (!isKnown(said, all)) beyond.push(said);
    rest = `${rest.slice(0, index)}${" ".repeat(said.length)}${rest.slice(index + said.length)}`;
  }
  const days = new Set([...knownMoments.flat().map(({ day }) => day), ...joinedDays(knownText)]);
  const people = partySize(withDigits(rest));
  const isParty = people !== undefined && amounts.has(people * 100);
  rest = rest
    .replaceAll(measured, " ")
    .replaceAll(year, " ")
    .replaceAll(ordinal, (said, day: string) => (days.has(Number(day)) ? " " : said))
    .replaceAll(counted, (said, unit: string) =>
      isParty && partOfParty.test(plainLetters(unit)) ? " " : said,
    )
    .replaceAll(inCoins, "$1.$2")
    .replaceAll(amountPattern, (said) => (isAmount(said) ? " " : said))
    .replaceAll(rounded, (said, number: string) => (isNear(number, knownText) ? " " : said))
    .replaceAll(roundedBehind, (said, number: string) => (isNear(number, knownText) ? " " : said));
  return [...beyond, ...unknownRuns(rest, all, counts)];
}

/** Numbers that are typed in groups ("0151 234 5678") are known, and count, as one or one by one. */
function unknownRuns(
  text: string,
  known: readonly Known[],
  counts: (found: FoundBeyond) => boolean,
): readonly string[] {
  return [...text.matchAll(run)].flatMap(({ 0: said, index }) => {
    const words = wordsWithDigits(said);
    const isWholly = tailsOf(said).some((one) => isKnown(one, known));
    if (words.length === 0 || isWholly) return [];
    const found = (one: string): FoundBeyond => {
      const start = index + said.indexOf(one);
      return {
        said: one,
        isMoment: false,
        before: text.slice(0, start),
        behind: text.slice(start + one.length),
      };
    };
    const group = tailsOf(said).find((one) => /^\+?\d[\d ()./-]*$/.test(one));
    const isGroup = group !== undefined && counts(found(group));
    return words.filter((one) => !isKnown(one, known) && (isGroup || counts(found(one))));
  });
}

/** A run of words, and what is left of it without one more of those that come before the first number: "the X 200", "X 200". */
function tailsOf(said: string): readonly string[] {
  const rest = said.replace(/^[^\p{N}\s+]{1,200}[ \t]+/u, "");
  return rest === said ? [said] : [said, ...tailsOf(rest)];
}

const word = String.raw`[\p{L}\p{N}+][\p{L}\p{N}@.,_:/+#-]{0,200}`;
// A letter by itself may belong to the number before it: "seat 12 A".
const run = new RegExp(
  `${word}(?:[ \\t]+(?=[\\p{L}\\p{N}+]*\\p{N}|\\p{L}(?![\\p{L}\\p{N}]))${word}){0,7}`,
  "gu",
);

function wordsWithDigits(text: string): readonly string[] {
  return (text.match(new RegExp(word, "gu")) ?? [])
    .map((one) => one.replace(/(?<![.,_:/#-])[.,_:/#-]+$/u, "").replace(/(?<=\p{N})-?ish$/iu, ""))
    .filter((one) => /[^\s@]@[^\s@]/u.test(one) || (one.match(/\p{N}/gu) ?? []).length >= 2);
}

/** Whether a number is, within a tenth, one that stands in a text: who says "about 50" of 49.99 makes nothing up. */
function isNear(said: string, text: string): boolean {
  const [wanted = Number.NaN] = amountsOf(said);
  return amountsOf(text).some((known) => Math.abs(known - wanted) <= 0.1 * known);
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

/**
 * A telephone number with the `+` of its country's code where it is dialled: 00 almost everywhere, 011 from the United
 * States. Area codes may begin so, too: both readings are compared.
 */
function international(text: string): string {
  return text
    .replaceAll(/(?<![\p{L}\p{N}.,+-])(?:00|011)[ \t-]?(?=[1-9](?:[ \t()./-]?\d){7})/gu, "+")
    .replaceAll(/(?<=\+\d{1,3}[ \t]?)\(0\)[ \t]?/g, "");
}

/** Whether an identifier stands in one of some texts, in any of the ways that it can be written. */
export function isKnownIn(said: string, texts: readonly string[]): boolean {
  return isKnown(
    said,
    texts.flatMap((text) => [knownOf(text), knownOf(international(text))]),
  );
}

/** Whether an identifier stands in a text; a telephone number also with its country's code or without. */
function isKnown(said: string, known: readonly Known[]): boolean {
  const ways = new Set([said, international(said)]);
  return [...ways].some((one) => known.some((text) => isKnownAs(one, text)));
}

function isKnownAs(said: string, known: Known): boolean {
  if (isWhole(said, known)) return true;
  const digits = said.replaceAll(/\D/g, "");
  if (digits.length < 7 || /\p{L}/u.test(said)) return false;
  if (said.startsWith("+")) {
    const own = digits.slice(countryLength(digits));
    return [own, `0${own}`].some((one) => isWhole(one, known, withoutCountry));
  }
  const own = digits.replace(/^0/, "");
  return [1, 2, 3].some((length) =>
    [...known.bare.matchAll(new RegExp(`(?=\\d{${length}}${own}(?!\\d))`, "g"))].some(({ index }) =>
      isDialled(index, length, known),
    ),
  );
}

/** Countries whose code has one or two digits, as ITU-T E.164 assigns them; no code begins with another one. */
const shortCodes = /^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** How many digits of a number that is told with its country are that country's code. */
function countryLength(digits: string): number {
  return shortCodes.exec(digits)?.[0].length ?? 3;
}

/** Whether a country's code of this length begins at a place. */
function isDialled(place: number, length: number, { bare, before }: Known): boolean {
  return before[place]?.endsWith("+") === true && countryLength(bare.slice(place, place + 3)) === length;
}

/** Whether no country's code stands before a place: that of another country makes another number. */
function withoutCountry(place: number, known: Known): boolean {
  const [dialled] = /(?:00|011)?\d{1,3}$/.exec(known.bare.slice(Math.max(0, place - 6), place)) ?? [];
  if (dialled === undefined) return true;
  return (
    !/^(?:00|011)[1-9]/.test(dialled) && ![1, 2, 3].some((length) => isDialled(place - length, length, known))
  );
}

/** Whether an identifier stands in a text, whole: `4711` is that of `A-4711`, `47` and `A-47` are not. */
function isWhole(
  said: string,
  known: Known,
  isPlace: (place: number, known: Known) => boolean = () => true,
): boolean {
  const { bare, before } = known;
  const wanted = said.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  for (let place = bare.indexOf(wanted); place !== -1; place = bare.indexOf(wanted, place + 1)) {
    const end = place + wanted.length;
    const isInNumber = /^[.,]$/.test(before[place] ?? "") && /\d/.test(bare.charAt(place - 1));
    if (before[place] === "" || isInNumber || !isPlace(place, known)) continue;
    if (end >= bare.length || bare[end] === "\n") return true;
    if (before[end] === "") continue;
    const isDecimal = /^[.,]$/.test(before[end] ?? "") && /\d/.test(bare.charAt(end));
    if (!isDecimal) return true;
  }
  return wanted === "";
}

const measured =
  /\b\d{1,4}(?:[.,]\d{1,2})?\s?(?:%|percent|prozent|(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|times|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|mal|secondes?|heures?|jours?|semaines?|mois|fois|segundos?|minutos?|horas?|días?|semanas?|meses|veces)\b)/giu;
// What is paid is no year: "1927 euros".
const year =
  /(?<![\p{L}\p{N}\p{Sc}./:@#-])(?<!\p{Sc} )(?:19|20)\d{2}(?![\p{L}\p{N}/:@#-]|[.,]\p{N}|\s?(?:\p{Sc}|(?:euros?|dollars?|pounds?|francs?|franken|pesos?|usd|eur|gbp|chf)\b))/giu;

/** A day of a month: "the 14th", "am 14ten", "el 14º". */
const ordinal =
  /(?<![\p{L}\p{N}.,:/#-])(\d{1,2})(?:(?:st|nd|rd|th|s?te[nr]?|er?|[eè]me)(?![\p{L}\p{N}-])|[º°])(?! (?:floor|street|avenue|row|grade|class|stock|etage|étage|piso|planta))/giu;

/** The first days of "14-16 March" and "14 and 16 March". */
function joinedDays(text: string): readonly number[] {
  return [
    ...text.matchAll(
      /\b(\d{1,2})(?:st|nd|rd|th|\.)?\s?(?:[-–&,]|to|and|bis|und|au|et|al?|y)\s?(?=\d{1,2}\b)/giu,
    ),
  ].map(([, day]) => Number(day));
}

/** "12 adults". */
const counted = /(?<![\p{L}\p{N}.,:/#-])\d{1,3}\s(\p{L}{1,20})/gu;

/** "49 dollars and 99 cents". */
const inCoins =
  /\b(\d{1,6})\s?(?:\p{Sc}|euros?|dollars?|pounds?|pesos?|francs?|franken)\s?(?:(?:and|und|et|y|con)\s)?(\d{2})\b/giu;
const rounded =
  /(?<!\p{L})(?:about|around|almost|nearly|roughly|approximately|some|pretty much|something like|in the region of|close to|just (?:under|over|short of|shy of)|circa|ca|etwa|ungefähr|rund|um die|fast|knapp|gut|annähernd|schätzungsweise|environ|vers|bientôt|presque|quasiment|à peu près|autour de|dans les|près de|aux alentours de|unos|unas|casi|como|alrededor de|cerca de|rondando(?: los| las)?|aproximadamente)\.?\s(?:\p{Sc}\s?)?(\d[\d.,]{0,20}k?)\b/giu;
/** "90 euros or so". */
const roundedBehind =
  /(?<![\p{L}\p{N}.,:/#-])(\d[\d.,]{0,20}k?)(?:\s?\p{Sc}|\s\p{L}{1,20})?,?\s(?:or so|give or take|or thereabouts|thereabouts|near enough|more or less|oder so|ungefähr|circa|rum|herum|environ|à peu près|en gros|plus ou moins|o así|más o menos|aproximadamente)(?!\p{L})/giu;
