/** What engines have that are younger than Node.js 20. */
const { rawJSON } = JSON as typeof JSON & { rawJSON?: (text: string) => unknown };

/**
 * Reads JSON so that writing it again gives the numbers that were read, digit by digit: an id like `12345678901234567890`
 * is no number of JavaScript's. Numbers stand as objects that only `JSON.stringify` understands; on Node.js 20, which has
 * none, they are read as usual.
 *
 * @throws SyntaxError for what is not JSON
 */
export function jsonAsWritten(text: string): unknown {
  if (rawJSON === undefined) return JSON.parse(text) as unknown;
  const keep = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === "number" && context?.source !== undefined ? rawJSON(context.source) : value;
  return JSON.parse(text, keep) as unknown;
}
