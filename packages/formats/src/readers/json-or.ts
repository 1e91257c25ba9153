import { holdsLargeInteger, parseJson } from "@sdialog/core/internal";

/** What is said where numbers are kept as the text of their digits. */
export const largeIntegers = "whole numbers too large to be held exactly: kept as the text of their digits";

/** What a text says as JSON of any kind; nothing when it is no JSON, or no text. */
export function jsonText(value: unknown): { readonly value: unknown } | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return { value: parseJson(value) };
  } catch {
    return undefined;
  }
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
