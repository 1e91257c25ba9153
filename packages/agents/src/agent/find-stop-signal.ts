import { plainMarks } from "./plain-marks.ts";
import { actedStopBegun, readActedStop } from "./acted-stop.ts";
import { isGoneOn, isQuietlyGoneOn, readQuietRest, readStopRest, type StopMeaning } from "./stop-after.ts";
import { longestOpening, openingAtEnd, readStopOpening } from "./stop-before.ts";
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
  /** What may be the signal, and was not taken for it; the first of several. */
  readonly doubt?: StopSignalPlace | undefined;
  /** The word at the end of a running sentence, or as a cry, which is never the signal; the first of several. */
  readonly mention?: StopSignalPlace | undefined;
  /** Up to here nothing can become part of a signal, whatever is still to come. */
  readonly settled: number;
}

/** How to look for it. */
export interface StopSignalReading {
  /** Whether the message is; of one that is not, what may still become a signal is not settled. */
  readonly complete: boolean;
  /** Whether what may be the signal is taken for it. */
  readonly again?: boolean | undefined;
  /** Where to begin: what stands before is context only. */
  readonly from?: number | undefined;
}

/**
 * Looks for the stop signal in a message: the word where it is an utterance of its own, in whatever marks, however these
 * are written. Every character is read a bounded number of times.
 */
export function findStopSignal(
  text: string,
  { complete, again = false, from = 0 }: StopSignalReading,
): StopSignalSearch {
  const { plain, at, from: begins } = plainMarks(text, complete);
  const { signal, doubt, mention, settled } = findIn(plain, { complete, again, from: begins(from) });
  const place = (found: StopSignalPlace): StopSignalPlace => ({
    start: Math.max(from, at(found.start)),
    end: at(found.end),
    says: found.says,
  });
  return {
    settled: Math.max(from, at(settled)),
    ...(signal === undefined ? {} : { signal: place(signal) }),
    ...(doubt === undefined ? {} : { doubt: place(doubt) }),
    ...(mention === undefined ? {} : { mention: place(mention) }),
  };
}

function findIn(text: string, reading: Required<StopSignalReading>): StopSignalSearch {
  const { complete, again, from = 0 } = reading;
  let position = from;
  /** A word in capitals that was not one is not part of an opening; `<div class="stop-signal">` may be. */
  let limit = from;
  let doubt: StopSignalPlace | undefined;
  let mention: StopSignalPlace | undefined;
  for (;;) {
    anyStopWord.lastIndex = position;
    const found = anyStopWord.exec(text);
    if (found === null)
      return { settled: complete ? text.length : openingAtEnd(text, limit), doubt, mention };
    const after = found.index + found[0].length;
    const least = Math.max(limit, found.index - longestOpening);
    const isLoud = found.groups?.["loud"] !== undefined;
    const word = { at: found.index, after, isLoud };
    const read = readActed(text, word, least, complete) ?? readWord(text, word, least, complete);
    if ("held" in read) return { settled: read.held };
    if ("end" in read && (read.meant === "signal" || (again && read.meant === "doubt"))) {
      const { start, end, says } = read;
      return { signal: { start, end, says }, settled: start };
    }
    if ("end" in read && read.meant === "doubt") doubt ??= { start: read.start, end: read.end };
    if ("end" in read && read.meant === "mention") mention ??= { start: read.start, end: read.end };
    position = "end" in read ? Math.max(after, read.end) : read.failed;
    if (isLoud) limit = position;
  }
}

interface Word {
  readonly at: number;
  readonly after: number;
  readonly isLoud: boolean;
}
/** A signal, or what may be one; or where to go on looking; or from where on it depends on what is still to come. */
type Read =
  | {
      readonly start: number;
      readonly end: number;
      readonly meant: StopMeaning;
      readonly says?: string | undefined;
    }
  | { readonly failed: number }
  | { readonly held: number };

function readWord(text: string, { at, after, isLoud }: Word, from: number, complete: boolean): Read {
  const opening = readStopOpening(text, at, from);
  if (opening === undefined) return { failed: after };
  const { standing, bracketed } = opening;
  const mayBeQuiet =
    standing === "alone" ||
    standing === "leave" ||
    (bracketed && (standing === "ended" || standing === "said" || standing === "led"));
  const isOver = isLoud ? isGoneOn(text, after, opening) : !mayBeQuiet || isQuietlyGoneOn(text, after);
  if (isOver) return { failed: after };
  // Of a running sentence, nothing is taken away, so it can be said.
  if (!complete) return standing === "open" ? { failed: after } : { held: opening.start };
  const rest = isLoud ? readStopRest(text, after, opening) : readQuietRest(text, after, bracketed);
  return "failed" in rest ? rest : { start: opening.start, ...rest };
}

/** The word in a stage direction or in data, where these are all that follows. */
function readActed(text: string, { at, after }: Word, from: number, complete: boolean): Read | undefined {
  const acted = readActedStop(text, { at, after }, from, complete);
  if (acted === undefined) return undefined;
  const begins = acted === "open" ? (actedStopBegun(text.slice(0, at)) ?? at) : acted.start;
  const opening = readStopOpening(text, begins, from);
  if (opening === undefined || unsaid.has(opening.standing)) return undefined;
  if (opening.introduced && opening.standing === "ended") return undefined;
  if (acted === "open" || !complete) return { held: opening.start };
  const rest = readQuietRest(text, acted.end, false);
  return "failed" in rest ? undefined : { start: opening.start, ...rest, says: acted.says };
}

/** After these, data and directions are spoken of. */
const unsaid: ReadonlySet<string> = new Set(["open", "led", "cried", "asked", "felt"]);
