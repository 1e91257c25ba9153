import { valueKind } from "@sdialog/core/internal";

/**
 * Codes in a text that have too few digits to be numbers: postcodes as they are written in the United Kingdom and in
 * Canada, and what has the letters and digits of a known code in the same places ("QX7RTY" of QX7RTZ).
 *
 * @param known what is known; the codes among it are those that are nothing else
 */
export function codesIn(text: string, known: readonly string[]): readonly RegExpExecArray[] {
  const codes = known.filter(isCode);
  const patterns = [...new Set(codes.map(shapeOf))].map((shape) => new RegExp(shape, "giu"));
  // Small letters and a space are a postcode only where a code is known: "gr8 4us" is none.
  const isPostcode = (said: string): boolean =>
    codes.length > 0 || said === said.toUpperCase() || !said.includes(" ");
  return [
    ...[...text.matchAll(postcode)].filter(({ 0: said }) => isPostcode(said)),
    ...patterns.flatMap((pattern) => [...text.matchAll(pattern)]),
  ].filter(({ 0: said }) => said.split(/[ -]/).every(isPiece));
}

const postcode =
  /(?<![\p{L}\p{N}-])(?:[a-z]{1,2}\d[a-z\d]? ?\d(?!st|nd|rd|th|hr|ft|[tgm]b)[abd-hjlnp-uw-z]{2}|[a-z]\d[a-z][ -]?\d[a-z]\d)(?![\p{L}\p{N}-])/giu;

const mostCodes = 12;
const leastCodes = 5;

/** Whether a value is a code: letters and a digit, and neither an amount nor a date. */
function isCode(value: string): boolean {
  const bare = value.replaceAll(/[ -]/g, "");
  return (
    bare.length >= leastCodes &&
    bare.length <= mostCodes &&
    /^(?=.*\d)(?=.*[a-z].*[a-z])[a-z\d]+$/i.test(bare) &&
    value.trim().split(/[ -]/).every(isPiece) &&
    ["code", "text"].includes(valueKind(value))
  );
}

/** A word without a digit belongs to a code when it is in capitals: the `AB` of "1012 AB". */
function isPiece(word: string): boolean {
  return /\d/.test(word) || /^[A-Z]+$/.test(word);
}

function shapeOf(code: string): string {
  const places = [...code.replaceAll(/[ -]/g, "")].map((one) => (/\d/.test(one) ? String.raw`\d` : "[a-z]"));
  return String.raw`(?<![\p{L}\p{N}-])${places.join("[ -]?")}(?![\p{L}\p{N}-])`;
}
