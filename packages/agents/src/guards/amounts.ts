/** An amount as it stands in a text: `1,250.00`, `1.25k`, `USD80`. */
const currency = "(?:usd|eur|gbp|chf|cad|aud|mxn)";
const thousands = String.raw`\d{1,3}(?:[.,'’]\d{3})+|\d{1,3}(?:[ \u00A0\u202F]\d{3})+`;

/** What stands neither in a code nor in a date, a time of day, or a telephone number. */
export const amountPattern = new RegExp(
  String.raw`(?<![\p{L}\p{N}:/#+-]|\p{N}[.,]|\p{N}[ \u00A0\u202F])${currency}?[ \u00A0]?(?!0\d)(?<number>${thousands}|\d{1,9})(?<decimals>[.,]\d{1,2})?(?<k>[ \u00A0]?(?:k|tsd|thousand|tausend|mille|mil))?(?:[ \u00A0]?${currency})?(?![\p{L}\p{N}:/]|[.,-]\p{N}|[ \u00A0\u202F]\p{N})`,
  "giu",
);

/** The amounts in a text, in hundredths, whichever mark is that of the decimals. */
export function amountsOf(text: string): readonly number[] {
  return [...text.matchAll(amountPattern)].map(({ groups = {} }) => hundredths(groups));
}

/** The amount that the groups of a match are. */
export function hundredths({
  number = "",
  decimals = "",
  k,
}: Readonly<Record<string, string | undefined>>): number {
  // Before a "k" a mark is that of decimals, however many there are: "12.345k".
  const isShort = k !== undefined && /^\d{1,3}[.,]\d{3}$/.test(number);
  const whole = isShort ? number.replace(",", ".") : number.replaceAll(/\D/g, "");
  return Math.round(Number(`${whole}${decimals.replace(",", ".")}`) * (k === undefined ? 100 : 100_000));
}
