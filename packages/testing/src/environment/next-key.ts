/**
 * The key of a new row after those that rows have gone by: the last one with a number at its end counts on, in its width
 * (`b3` after `b1` and `b2`, `A-010` after `A-009`, 8 after 7); where there is none, the table's name and a number.
 *
 * @returns a number where the key that it goes on from is one, and otherwise text; none of `used`, as text
 */
export function nextKey(table: string, used: readonly (string | number)[]): string | number {
  const numbered = used.map(endingNumber);
  const last = numbered.findLast((key) => key !== undefined);
  const { prefix, width, numeric } = last ?? { prefix: `${table}-`, width: 1, numeric: false };
  const taken = new Set(used.map(String));
  let count = 0;
  for (const key of numbered) if (key?.prefix === prefix) count = Math.max(count, key.count);
  for (;;) {
    count++;
    const key = `${prefix}${String(count).padStart(width, "0")}`;
    if (!taken.has(key)) return numeric ? Number(key) : key;
  }
}

/** Up to 15 digits are counted exactly. */
function endingNumber(key: string | number) {
  const text = String(key);
  const digits = /[0-9]{1,15}$/.exec(text)?.[0];
  if (digits === undefined) return undefined;
  return {
    prefix: text.slice(0, -digits.length),
    count: Number(digits),
    width: digits.length,
    numeric: typeof key === "number",
  };
}
