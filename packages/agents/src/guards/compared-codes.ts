import { type ComparedAnswer, type Place, unclear } from "./compared-answer.ts";
import { isKnownIn } from "./identifiers-beyond.ts";
import { partOfCode } from "./part-of-code.ts";

/**
 * Compares a code or a number that an answer gives with the one that is the case: typed with other marks, with a country's
 * letters before it or an extension behind it, read out digit by digit and in twos and threes, or only a part of it.
 *
 * @param said the answer as `withDigits` gives it
 * @param question likewise: it may be for the last four digits
 */
export function compareCodes(said: string, own: readonly string[], question = ""): ComparedAnswer {
  const written = clustersIn(said);
  const bares = own.map(bareOf);
  const isOwn = own.some((one) => isKnownIn(one, [said]));
  const isPart = ({ digits }: Cluster): boolean =>
    bares.some((bare) => digits.length >= 2 && isPartOf(digits, bare.replaceAll(/\D/g, "")));
  const spelt = speltIn(said).filter(({ ways }) => ways.some(({ length }) => length >= 3));
  const ownSpelt = spelt.find(({ ways }) => ways.some((way) => isSame(way, own)));
  if (isOwn || ownSpelt !== undefined)
    return {
      verdict: "same",
      read: [...written.filter(isPart), ...(ownSpelt === undefined ? [] : [ownSpelt])],
    };
  const part = partOfCode(said, bares, { question, spelt });
  if (part !== undefined) return part;
  // "2139, with a zero in front."
  const isShort = written.some(({ digits }) => bares.some((bare) => bare === `0${digits}`));
  if (
    isShort &&
    /\b(?:0|nought|oh) (?:in front|first|at the|vorne|davor|devant|delante)|(?:fuhrende|leading) 0/.test(said)
  )
    return { verdict: "same", read: written };
  // As many digits that are others are another number; more or fewer are no whole one.
  const lengths = new Set(bares.map(({ length }) => length));
  const other = spelt.find(({ ways }) => ways.some((way) => lengths.has(bareOf(way).length)));
  return other === undefined ? unclear : { verdict: "other", read: [other] };
}

/** Compares an address for mail that is read out ("ann dot smith at mail dot example") with the one that is the case. */
export function compareEmails(said: string, own: readonly string[]): ComparedAnswer {
  const typed = said
    .replaceAll(/\s(?:dot|punkt|point|punto)\s/g, ".")
    .replaceAll(/\s(?:at|arobase|arroba|klammeraffe|@)\s/g, "@")
    .replaceAll(/\s(?:underscore|unterstrich|tiret bas|guion bajo)\s/g, "_");
  const found = typed.match(/[^\s@,;<>]{1,64}@[^\s@,;<>.]{1,63}(?:\.[^\s@,;<>.]{1,63}){1,8}/g) ?? [];
  if (found.length === 0 || typed === said) return unclear;
  return {
    verdict: found.some((one) => own.some((right) => right.toLowerCase() === one)) ? "same" : "other",
    read: [],
  };
}

const isSame = (way: string, own: readonly string[]): boolean =>
  own.some((one) => bareOf(one) === bareOf(way)) || isKnownIn(way, own);

const bareOf = (code: string): string => code.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** The end or the beginning of a number, or all of it and more. */
function isPartOf(digits: string, own: string): boolean {
  return own.startsWith(digits) || own.endsWith(digits) || digits.startsWith(own) || digits.endsWith(own);
}

interface Cluster extends Place {
  readonly digits: string;
}

/** Digits that stand together, whatever marks are among them. */
function clustersIn(said: string): readonly Cluster[] {
  return [
    ...said.matchAll(
      /(?<![\p{N}])(?:(?<!\p{L})\p{L}{1,3}-?)?\d(?:[ ./()-]{0,2}\d)*(?:(?:e|er|th|nd|rd|st)(?!\p{L}))?/gu,
    ),
  ].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    digits: found.replaceAll(/\D/g, ""),
  }));
}

interface Spelt extends Place {
  /** All that it can be: "twenty one" is 21, and 20 and 1. */
  readonly ways: readonly string[];
}

const repeating: Readonly<Record<string, number>> = { double: 2, doppel: 2, triple: 3, dreimal: 3, doble: 2 };
const silent =
  "dash|hyphen|minus|bindestrich|strich|tiret|guion|slash|schragstrich|space|leerzeichen|espace|puis|then|dann|luego|capital|big|gross|majuscule|mayuscula";
const token = String.raw`(?:\d{1,4}|one|ein|eine|un|une|uno|una|[a-z](?![a-z\d])|[a-z]{1,3}\d{1,4}(?![a-z\d])|oh|plus|${Object.keys(repeating).join("|")}|${silent})`;
const speltRun = new RegExp(
  String.raw`(?<![\p{L}\p{N}+])${token}(?:[ ,.-]{1,3}${token}(?![\p{L}\p{N}])){2,40}(?![\p{L}\p{N}])`,
  "gu",
);
const mostWays = 64;

/** What is read out sign by sign. */
function speltIn(said: string): readonly Spelt[] {
  return [...said.matchAll(speltRun)].map(({ 0: run, index }) => {
    let ways: readonly string[] = [""];
    let times = 1;
    for (const sign of run.split(/[ ,.-]+/)) {
      const repeat = repeating[sign];
      if (repeat !== undefined) times = repeat;
      if (repeat !== undefined || new RegExp(`^(?:${silent})$`).test(sign)) continue;
      const all = waysOf(sign).map((way) => way.repeat(times));
      times = 1;
      if (ways.length * all.length > mostWays) return { start: index, end: index + run.length, ways: [] };
      ways = ways.flatMap((way) => all.map((more) => way + more));
    }
    return { start: index, end: index + run.length, ways };
  });
}

function waysOf(sign: string): readonly string[] {
  if (sign === "oh") return ["0"];
  if (/^(?:one|eine?|une?|un[oa])$/.test(sign)) return ["1"];
  if (sign === "o") return ["o", "0"];
  if (sign === "plus") return ["+"];
  const number = Number(sign);
  if (!/^\d+$/.test(sign) || sign.startsWith("0")) return [sign];
  const hundreds = Math.floor(number / 100) * 100;
  if (number > 100 && number < 1000 && number !== hundreds) return [sign, `${hundreds}${number - hundreds}`];
  const tens = Math.floor(number / 10) * 10;
  return number > 20 && number < 100 && number !== tens ? [sign, `${tens}${number - tens}`] : [sign];
}
