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
  const milliseconds = header("retry-after-ms") ?? "";
  // Nothing but blanks would be the number 0.
  if (milliseconds.trim() !== "" && Number.isFinite(Number(milliseconds)))
    return Math.max(0, Number(milliseconds));
  const value = header("retry-after");
  if (value === null || value === undefined || value.trim() === "") return undefined;
  if (Number.isFinite(Number(value))) return Math.max(0, Number(value) * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now());
}
