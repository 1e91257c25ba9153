import { plainMarks } from "./plain-marks.ts";
import { actedStopBegun, readActedStop } from "./acted-stop.ts";
import { longestOpening, openingAtEnd, readStopOpening } from "./stop-opening.ts";
import { readQuietRest, readStopRest } from "./stop-rest.ts";
import { anyStopWord } from "./stop-words.ts";

/** Where a message has its stop signal: from the white space and the marks before it to what goes on after it. */
export interface StopSignalPlace {
  readonly start: number;
  readonly end: number;
  /** What is said within it, where it is data with a message: `{"message": "Bye!", "action": "STOP"}`. */
  readonly says?: string | undefined;
}

/** What is known of a message, or of its beginning. */
export interface StopSignalSearch {
  readonly signal?: StopSignalPlace | undefined;
  /** Up to here nothing can become part of a signal, whatever is still to come. */
  readonly settled: number;
}

/**
 * Looks for the stop signal in a message: the word where it is a sentence of its own, at the end or alone on a line,
 * in whatever marks, however these are written, and before whatever a model adds to it; not where it is a word of a
 * sentence. Every character is read a bounded number of times.
 *
 * @param complete whether the message is; of one that is not, what may still become a signal is not settled
 * @param from where to begin: what stands before is context only
 */
export function findStopSignal(text: string, complete: boolean, from = 0): StopSignalSearch {
  const { plain, at, from: begins } = plainMarks(text, complete);
  const { signal, settled } = findIn(plain, complete, begins(from));
  const places = { settled: Math.max(from, at(settled)) };
  if (signal === undefined) return places;
  const { start, end, says } = signal;
  return { ...places, signal: { start: Math.max(from, at(start)), end: at(end), says } };
}

function findIn(text: string, complete: boolean, from: number): StopSignalSearch {
  let position = from;
  /** A word in capitals that was none is not part of an opening; `<div class="stop-signal">` may be. */
  let limit = from;
  for (;;) {
    anyStopWord.lastIndex = position;
    const found = anyStopWord.exec(text);
    if (found === null) return { settled: complete ? text.length : openingAtEnd(text, limit) };
    const after = found.index + found[0].length;
    const least = Math.max(limit, found.index - longestOpening);
    const isLoud = found.groups?.["loud"] !== undefined;
    const read =
      readActed(text, found.index, after, least, complete) ??
      readWord(text, found.index, after, least, isLoud, complete);
    if ("failed" in read) {
      position = read.failed;
      if (isLoud) limit = position;
    } else {
      const { start, end, says } = read;
      return end === undefined ? { settled: start } : { signal: { start, end, says }, settled: start };
    }
  }
}

/** A signal; one that depends on what is still to come has no end yet. Or where to go on looking. */
type Read =
  | { readonly start: number; readonly end: number | undefined; readonly says?: string | undefined }
  | { readonly failed: number };

function readWord(
  text: string,
  at: number,
  after: number,
  from: number,
  isLoud: boolean,
  complete: boolean,
): Read {
  const opening = readStopOpening(text, at, from);
  if (opening === undefined) return { failed: after };
  if (!isLoud && !(opening.first || opening.bracketed || opening.leaves)) return { failed: after };
  const rest = isLoud
    ? readStopRest(text, after, opening, complete)
    : readQuietRest(text, after, opening, complete);
  return "failed" in rest ? rest : { start: opening.start, end: rest.end };
}

/** The word in a stage direction or in data, where these are all that follows. */
function readActed(
  text: string,
  at: number,
  after: number,
  from: number,
  complete: boolean,
): Read | undefined {
  const acted = readActedStop(text, { at, after }, from, complete);
  if (acted === undefined) return undefined;
  const opening = readStopOpening(text, acted === "open" ? openedAt(text, at) : acted.start, from);
  if (opening === undefined || opening.bare === true) return undefined;
  const { start } = opening;
  if (acted === "open") return { start, end: undefined };
  const rest = readQuietRest(text, acted.end, { ...opening, bracketed: false }, complete);
  return "failed" in rest ? undefined : { start, end: rest.end, says: acted.says };
}

/** Where the direction or the data begin that are still open. */
function openedAt(text: string, at: number): number {
  return actedStopBegun(text.slice(0, at)) ?? at;
}
