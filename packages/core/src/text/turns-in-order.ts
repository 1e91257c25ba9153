import type { Turn } from "../dialog/turn.ts";

/** Turns by when they were said. */
export interface OrderedTurns {
  readonly turns: readonly Turn[];
  /** Whether they stood so, were put in order, or have times that do not tell. */
  readonly order: "kept" | "changed" | "unknown";
}

/**
 * Puts turns in the order of their times, those of one time as they stand. Unless all of them have a time that can be
 * read in one way only, all with a zone or all without, they stay as they are.
 */
export function turnsInOrder(turns: readonly Turn[]): OrderedTurns {
  if (turns.length < 2) return { turns, order: "kept" };
  const timed = turns.map((turn) => ({ turn, time: instantOf(turn["time"]) }));
  const zones = new Set(timed.map(({ time }) => time?.zoned));
  if (zones.size > 1 || zones.has(undefined)) return { turns, order: "unknown" };
  const at = ({ time }: (typeof timed)[number]): number => time?.at ?? 0;
  if (timed.every((each, index) => index === 0 || at(each) >= at(timed[index - 1] ?? each)))
    return { turns, order: "kept" };
  return { turns: timed.toSorted((a, b) => at(a) - at(b)).map(({ turn }) => turn), order: "changed" };
}

const unix = /^\d{9,13}(?:\.\d{1,9})?$/;
const yearFirst =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[T ]{1,2}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

/** A time in milliseconds, on the clock of wherever it was written where it names no zone; nothing for one that may mean another. */
function instantOf(time: unknown): { readonly at: number; readonly zoned: boolean } | undefined {
  const text = String((time as string | number | undefined) ?? "").trim();
  if (unix.test(text)) return { at: Number(text) > 1e11 ? Number(text) : Number(text) * 1000, zoned: true };
  const match = yearFirst.exec(text);
  if (match === null) return undefined;
  const [, year, , month, day, hour, minute, second = "0", fraction = "0", zone] = match;
  const [m, d, h, min, s] = [month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (m < 1 || m > 12 || d < 1 || d > 31 || h > 24 || min > 59 || s > 60) return undefined;
  const clock = Date.UTC(Number(year), m - 1, d, h, min, s) + Number(`0.${fraction}`) * 1000;
  return { at: clock - minutesOf(zone) * 60_000, zoned: zone !== undefined };
}

function minutesOf(zone = "Z"): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
