import { holdsLargeInteger, parseJson } from "@sdialog/core/internal";

/** What is said where numbers are kept as the text of their digits. */
export const largeIntegers = "whole numbers too large to be held exactly: kept as the text of their digits";

/** What a text says as JSON of any kind; nothing when it is not JSON, or not text. */
export function jsonText(value: unknown): { readonly value: unknown } | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return { value: parseJson(value) };
  } catch {
    return undefined;
  }
}

/** Texts in either sign, and the three words of Python that JSON writes otherwise. */
const pythonToken = /'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"|\b(True|False|None)\b/g;

/** A literal of Python that could have been JSON, as models write calls; nothing for any other text. */
export function pythonLiteral(text: string): unknown {
  const json = text.replaceAll(pythonToken, (whole, single: string | undefined, word: string | undefined) => {
    if (word !== undefined) return word === "None" ? "null" : word.toLowerCase();
    return single === undefined
      ? whole
      : `"${single.replaceAll(/\\'|"/g, (sign) => (sign === '"' ? String.raw`\"` : "'"))}"`;
  });
  return jsonText(json)?.value;
}

/**
 * What a text says as JSON, or the text itself; anything else as it is.
 *
 * @param note is told of numbers that could not stay numbers
 */
export function jsonOr(value: unknown, note?: (note: string) => void): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    const parsed = parseJson(value);
    if (note !== undefined && holdsLargeInteger(value)) note(largeIntegers);
    return parsed;
  } catch {
    return value;
  }
}
