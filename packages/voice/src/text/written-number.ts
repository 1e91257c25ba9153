import type { SpokenLanguage } from "./spoken-language.ts";

/** A number as it stands in a text. */
export interface WrittenNumber {
  /** How many characters it takes. */
  readonly length: number;
  /** Its digits before the decimals, without what groups them. */
  readonly whole: string;
  /** Its decimals as they are written. */
  readonly decimals: string | undefined;
}

const apostrophes = /\d{1,3}(?:['’]\d{3}){1,6}(?:[.,]\d+)?/uy;
const blanks = /[1-9]\d{0,2}(?:[ \u00A0\u202F]\d{3}){1,6}(?!\d)(?:[.,]\d+)?/uy;
const narrowBlanks = /\d{1,3}(?:[\u00A0\u202F]\d{3}){1,6}(?:[.,]\d+)?/uy;
// As units are grouped everywhere, where no telephone number looks like it.
const manyBlanks = /[1-9]\d?(?: \d{3}){2,6}(?!\d)(?:[.,]\d+)?/uy;
const oneBlank = /[1-9]\d? \d{3}(?![\d ]*\d)(?:[.,]\d+)?/uy;
const onlyDecimals = /(?<![\p{L}\p{N}.,])\.(\d{1,6})(?![\p{L}\d]|[.,]\d)/uy;
const marked = /\d+(?:[.,]\d+)*/uy;

/**
 * The number that begins somewhere in a text, whichever marks it is written with: those of the language count where both
 * readings are possible (10.000 is ten thousand in German, and ten point nought in English), others where only one is.
 *
 * @returns nothing for what is not a number: a version, an address of a network, a list without blanks
 */
export function numberAt(
  text: string,
  at: number,
  { marks, tag }: Pick<SpokenLanguage, "marks" | "tag">,
): WrittenNumber | undefined {
  const grouped =
    matchAt(apostrophes, text, at) ??
    matchAt(/\s/u.test(marks.group) ? blanks : narrowBlanks, text, at) ??
    matchAt(manyBlanks, text, at) ??
    (tag.startsWith("en") ? undefined : matchAt(oneBlank, text, at));
  if (grouped !== undefined && !/\d/.test(text[at + grouped.length] ?? "")) {
    const decimal = /[.,](\d+)$/u.exec(grouped);
    const whole = grouped.slice(0, decimal?.index ?? grouped.length).replaceAll(/\D/gu, "");
    return { length: grouped.length, whole, decimals: decimal?.[1] };
  }
  const part = execAt(onlyDecimals, text, at);
  if (part !== undefined) return { length: part[0].length, whole: "0", decimals: part[1] };
  const found = matchAt(marked, text, at);
  if (found === undefined) return undefined;
  const signs = found.replaceAll(/\d/gu, "");
  const parts = found.split(/[.,]/u);
  const last = parts.at(-1) as string;
  const first = signs[0] ?? "";
  const { length } = found;
  if (first === "") return { length, whole: found, decimals: undefined };
  // All marks the same: 1.234.567. All but the last: 1.234.567,89.
  if (signs === first.repeat(signs.length) && signs.length > 1)
    return isGrouped(parts) ? { length, whole: parts.join(""), decimals: undefined } : undefined;
  if (signs.length > 1)
    return signs.slice(0, -1) === first.repeat(signs.length - 1) && isGrouped(parts.slice(0, -1))
      ? { length, whole: parts.slice(0, -1).join(""), decimals: last }
      : undefined;
  return first !== marks.decimal && isGrouped(parts)
    ? { length, whole: parts.join(""), decimals: undefined }
    : { length, whole: parts[0] as string, decimals: last };
}

/** Whether digits are grouped in threes, or as in India: 12,34,567. */
function isGrouped([first = "", ...others]: readonly string[]): boolean {
  const lengths = others.map(({ length }) => length);
  const inThrees = lengths.every((length) => length === 3);
  const asInIndia =
    lengths.length > 1 && lengths.at(-1) === 3 && lengths.slice(0, -1).every((length) => length === 2);
  return /^[1-9]\d{0,2}$/.test(first) && (inThrees || (asInIndia && first.length <= 2));
}

/** What a number is. */
export function valueOf({ whole, decimals }: Pick<WrittenNumber, "whole" | "decimals">): number {
  return Number(`${whole}.${decimals ?? "0"}`);
}

/** A text with the digits of all scripts as 0 to 9, and the wide signs beside them as others: `￥３５`, `８：３０`. */
export function withPlainDigits(text: string): string {
  const narrow = text.replaceAll(
    /[￥￡￦＄]\s?(?=[\p{Nd}])|(?<=[\p{Nd}])[％：／．](?=[\p{Nd}])|(?<=\p{Nd})％/gu,
    (sign) => sign.normalize("NFKC"),
  );
  return narrow.replaceAll(/(?!\d)\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) as number;
    // Each script has its ten digits in a row; the letters of mathematics have five rows without a gap.
    if (point >= 0x1d7ce && point <= 0x1d7ff) return String((point - 0x1d7ce) % 10);
    let value = 0;
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value++;
    return String(value);
  });
}

/** A number in words: decimals one by one, as in three point one four. */
export function sayNumber(
  { whole, decimals }: Pick<WrittenNumber, "whole" | "decimals">,
  { numbers }: SpokenLanguage,
): string {
  // No language has words for so many.
  if (whole.length > 18) return spelled(whole + (decimals ?? ""), { numbers });
  if (decimals === undefined) return numbers.toCardinal(whole);
  const [, point, ...rest] = numbers.toCardinal("0.5").split(" ");
  if (point === undefined || rest.length !== 1) return numbers.toCardinal(`${whole}.${decimals}`);
  return [numbers.toCardinal(whole), point, ...[...decimals].map((digit) => numbers.toCardinal(digit))].join(
    " ",
  );
}

/** Each letter and digit on its own. */
export function spelled(code: string, { numbers }: Pick<SpokenLanguage, "numbers">): string {
  return [...code.replaceAll(/[^\p{L}\p{N}]/gu, "")]
    .map((sign) => (/\d/.test(sign) ? numbers.toCardinal(sign) : sign))
    .join(" ");
}

/** Letters as they are, digits in words: as a number where there are few, one by one where there are many. */
export function sayRuns(text: string, language: SpokenLanguage): string {
  return (text.match(/\d+|[^\d]+/gu) ?? [])
    .map((run) =>
      /^[1-9]\d?$|^0$/.test(run)
        ? language.numbers.toCardinal(run)
        : /\d/.test(run)
          ? spelled(run, language)
          : run.trim(),
    )
    .join(" ");
}

/** What a sticky pattern finds at a position. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  return execAt(pattern, text, at)?.[0];
}

/** What a sticky pattern finds at a position, with its groups. */
export function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
