import { isBetweenQuantities, unitAlone } from "./say-quantities.ts";
import type { Abbreviation } from "./spoken-words.ts";
import { followsNumber, type WrittenForm } from "./written-form.ts";
import { execAt, matchAt } from "./written-number.ts";

const patterns = new Map<string, RegExp>();

/** What is after an abbreviation where it stands before a number, or a name. */
const standsBefore = { number: /^\s*\d/u, name: /^\s+[\p{Lu}\d]/u };

/** An abbreviation that the language knows. */
export const abbreviation: WrittenForm = (text, at, { tag, words, sparse }) => {
  const abbreviations = words?.abbreviations ?? sparse?.abbreviations;
  if (abbreviations === undefined) return undefined;
  const pattern = patterns.get(tag) ?? patternOf(Object.keys(abbreviations));
  patterns.set(tag, pattern);
  const found = matchAt(pattern, text, at);
  if (found === undefined) return undefined;
  const short = found.toLowerCase();
  const known = abbreviations[short] ?? "";
  const { said, mayEnd, before }: Abbreviation = typeof known === "string" ? { said: known } : known;
  const after = text.slice(at + found.length);
  if (before !== undefined && !standsBefore[before].test(after)) return undefined;
  if (short === "st." && !/^\s*\p{Lu}/u.test(after)) return { length: found.length, said: "street" };
  const isLast = after.trim() === "" || /^\s+\p{Lu}/u.test(after);
  return { length: found.length, said: isLast && mayEnd === true ? `${said}.` : said };
};

function patternOf(names: readonly string[]): RegExp {
  const escaped = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[.*+?^$()[\]{}|\\/]/gu, String.raw`\$&`).replaceAll(" ", String.raw`\s`));
  return new RegExp(String.raw`(?:${escaped.join("|")})(?![\p{L}\p{N}])`, "iuy");
}

const range = /\s?[-–—]\s?(?=[\d$€£¥]|[-−]\d)/uy;
const per = /\s?\/\s?(?=\p{L})/uy;
const isPrice = /(?:[\d$€£¥%°]|\d\s?(?:EUR|USD|GBP|CHF|kr|[kcm]?m|k?g|l|h|min))$/u;
const equation = /\s?([=×÷±]|(?<=\s)[<>](?=\s)|\+(?!\d))\s?(?=[-−]?[\p{N}\p{L}])/uy;
const product = /\s?\*\s?(?=\d)/uy;
const plus = /\s?\+\s?(?=\d)/uy;
const about = /[~≈]\s?(?=[\d$€£])/uy;
const ampersand = /&(?=\s?[\p{L}\p{N}])/uy;
const section = /§{1,2}\s?(?=\d)/uy;
const number = /#\s?(?=\d)/uy;
const raised = /(?:([²³])|\^([23])(?!\d))/uy;

/** What a sign between or before words and numbers is called. */
export const sign: WrittenForm = (text, at, language) => {
  const { words } = language;
  if (words === undefined) return undefined;
  const { signs, between } = words;
  const previous = text[at - 1] ?? "";
  if (followsNumber(text, at)) {
    const dash = rangeAt(text, at);
    if (dash !== undefined) return { length: dash, said: ` ${between.range} ` };
    const slash = isPrice.test(text.slice(Math.max(0, at - 8), at)) ? matchAt(per, text, at) : undefined;
    if (slash !== undefined) {
      const unit = unitAlone(text, at + slash.length, language);
      return { length: slash.length + (unit?.length ?? 0), said: ` ${between.per} ${unit?.said ?? ""}` };
    }
    const sum = matchAt(plus, text, at);
    if (sum !== undefined) return { length: sum.length, said: ` ${signs["+"]} ` };
    const star = matchAt(product, text, at);
    if (star !== undefined) return { length: star.length, said: ` ${signs["×"]} ` };
    const by = isBetweenQuantities(text, at);
    if (by !== undefined) return { length: by, said: `${between.by} ` };
  }
  const equal = /[\p{L}\p{N}²³)]\s?$/u.test(text.slice(Math.max(0, at - 2), at))
    ? execAt(equation, text, at)
    : undefined;
  if (equal !== undefined) return { length: equal[0].length, said: ` ${signs[equal[1] as "="]} ` };
  const power = /[\p{L}\p{N})]/u.test(previous) ? execAt(raised, text, at) : undefined;
  if (power !== undefined)
    return { length: power[0].length, said: ` ${signs[/[²2]/u.test(power[0]) ? "²" : "³"]}` };
  const and = matchAt(ampersand, text, at);
  if (and !== undefined) return { length: 1, said: ` ${signs["&"]} ` };
  if (/\p{L}/u.test(previous) && text[at] === "/" && /\p{L}/u.test(text[at + 1] ?? ""))
    return { length: 1, said: " " };
  if (/[\p{L}\p{N}]/u.test(previous)) return undefined;
  const before = matchAt(about, text, at);
  if (before !== undefined) return { length: before.length, said: `${signs["~"]} ` };
  const paragraph = matchAt(section, text, at);
  if (paragraph !== undefined) return { length: paragraph.length, said: `${signs["§"]} ` };
  const hash = matchAt(number, text, at);
  return hash === undefined ? undefined : { length: hash.length, said: `${signs["#"]} ` };
};

/** A dash between two numbers; with a hyphen and blanks around it, what follows is taken away where the result is told. */
function rangeAt(text: string, at: number): number | undefined {
  const found = matchAt(range, text, at);
  if (found === undefined) return undefined;
  const rest = text.slice(at + found.length, at + found.length + 24);
  return /^\s-\s$/u.test(found) && /^[\d.,]+\s?=/u.test(rest) ? undefined : found.length;
}
