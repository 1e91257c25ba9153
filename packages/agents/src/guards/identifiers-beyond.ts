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
  rest = rest.replaceAll(measured, " ").replaceAll(year, " ");
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
const run = new RegExp(`${word}(?:[ \\t]+(?=[\\p{L}\\p{N}+]*\\p{N})${word}){0,4}`, "gu");

function wordsWithDigits(text: string): readonly string[] {
  return (text.match(new RegExp(word, "gu")) ?? [])
    .map((one) => one.replace(/(?<![.,_:/#-])[.,_:/#-]+$/u, "").replace(/(?<=\p{N})-?ish$/iu, ""))
    .filter((one) => /[^\s@]@[^\s@]/u.test(one) || (one.match(/\p{N}/gu) ?? []).length >= 2);
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

/** Whether an identifier stands in a text, whole: `4711` is that of `A-4711`, `47` and `A-47` are not. */
function isKnown(said: string, { bare, before }: Known): boolean {
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
