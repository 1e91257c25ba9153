import { invisibleMark, withoutMarks } from "./invisible-marks.ts";

/**
 * How a speaker or another short value stands in a line of text. Written as it is, except that
 * `\-` is not a value, `\|` a line break, and a backslash before any other sign that is neither letter nor digit takes
 * away that sign's meaning. A backslash before a letter or digit is just a backslash. White space around the value
 * and invisible marks are dropped unless escaped.
 */
const token = String.raw`\\[^\p{L}\p{N}]|[^\\]|\\(?=[\p{L}\p{N}])`;

/** Source of a pattern (flag `u`) for one sign of a value. */
export const fieldPattern = `(?:${token})`;

export function decodeField(written: string): string | null {
  const tokens = (written.match(new RegExp(token, "gu")) ?? []).filter((sign) => withoutMarks(sign) !== "");
  const signs = tokens.slice(Math.max(0, tokens.findIndex(isVisible)), tokens.findLastIndex(isVisible) + 1);
  return signs.length === 1 && signs[0] === noValue ? null : signs.map(decodeSign).join("");
}

/** @param escapeAll whether every sign that can be escaped is, for values that the literal text around them could cut */
export function encodeField(value: string | null, escapeAll: boolean): string {
  if (value === null) return noValue;
  const special = escapeAll ? /\n|[^\p{L}\p{N}|-]/gu : sometimes;
  return value.replaceAll(special, (sign) => (sign === "\n" ? lineBreak : `\\${sign}`));
}

const sometimes = new RegExp(String.raw`\n|^\s|\s$|${invisibleMark}|\\(?![\p{L}\p{N}])`, "gu");
const noValue = String.raw`\-`;
const lineBreak = String.raw`\|`;

function isVisible(sign: string): boolean {
  return sign.trim() !== "";
}

function decodeSign(sign: string): string {
  if (sign === lineBreak) return "\n";
  return sign.length > 1 && sign.startsWith("\\") ? sign.slice(1) : sign;
}
