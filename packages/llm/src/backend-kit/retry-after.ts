/**
 * How long a response asks to wait, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or as a date
 * (RFC 9110 §10.2.3).
 *
 * @param header reads a header by its lower-case name
 */
export function retryAfterMs(
  header: (name: string) => string | null | undefined,
  now: () => number = Date.now,
): number | undefined {
  const precise = Number(header("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(precise)) return Math.max(0, precise);
  const value = header("retry-after");
  if (value === null || value === undefined || value.trim() === "") return undefined;
  if (Number.isFinite(Number(value))) return Math.max(0, Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}
