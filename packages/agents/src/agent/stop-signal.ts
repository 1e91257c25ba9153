import type { ReplyEvent } from "../participant.ts";
import { relay } from "../relay.ts";
import { findStopSignal } from "./find-stop-signal.ts";
import { contextLength } from "./stop-opening.ts";
import { saysMoreThanStop } from "./stop-words.ts";
import { closingMarks, plainMarks } from "./plain-marks.ts";

/** The word by which a speaker says that the conversation is over. */
export const stopWord = "STOP";

/** What a reply says, and whether it ends the conversation. */
export interface ReadReply {
  /** The reply without the signal and what belongs to it. */
  readonly text: string;
  readonly stop: boolean;
  /** The signal as it was written, with all that was taken away with it. */
  readonly taken?: string | undefined;
  /** What was taken away with the signal, when that said something: a stage direction, what followed the end. */
  readonly dropped?: string | undefined;
}

/**
 * Takes the stop signal off a reply, as models write it: at the end, glued to the last word, in quotes, brackets or
 * markup, before a stage direction or a special token, alone on the first line. Where the word is only spoken of ("the
 * sign says STOP"), it is a word like any other.
 *
 * - At the end, after a sentence or a line that ended, it is the signal, whatever that sentence speaks of (`My phone
 *   says it's done. STOP`), unless it leads on to the word: an abbreviation (`e.g. STOP`), a list of options (`2. STOP`,
 *   `LOOK. LISTEN. STOP.`), an open quotation (`He yelled "No! STOP!"`), a question for it (`What does it say? STOP.`).
 * - With a hyphen it is part of another word (`STOP-BANG`).
 * - After a sentence without an end, it is the signal when leave was taken in it, or when nothing follows the word, no
 *   full stop either (`That is all I needed STOP`); not when the words before go on to it (`Please STOP`, `I'll click
 *   STOP`), nor joined to another term (`GO | STOP`).
 * - In small letters, and in scripts that have no others, it is a word like any other unless it is all that is said, stands
 *   in brackets nobody speaks (`<stop>`), or follows when leave was taken (`Bye! Stop.`).
 * - Said in a stage direction (`*says STOP and hangs up*`) or in data (`{"action": "STOP"}`) that end the message, it is the
 *   signal with all of that; a message in the data is what is said.
 * - In doubt it is a word, and the conversation goes on: that costs turns, a wrong end loses what would have been said.
 */
export function readStopSignal(reply: string): ReadReply {
  const said: string[] = [];
  const dropped: string[] = [];
  const signals: string[] = [];
  let rest = reply;
  for (;;) {
    const { signal } = findStopSignal(rest, true);
    if (signal === undefined) break;
    const taken = rest.slice(signal.start, signal.end);
    const before = rest.slice(0, signal.start);
    signals.push(taken.trim());
    said.push(before.trim() + closingMarks(before, taken), (signal.says ?? "").trim());
    if (signal.says === undefined && saysMoreThanStop(plainMarks(taken, true).plain))
      dropped.push(taken.trim());
    rest = rest.slice(signal.end);
    if (rest === "") break;
  }
  if (said.length === 0) return { text: reply, stop: false };
  const text = [...said, rest.trim()].filter((part) => part !== "").join("\n");
  return {
    text,
    stop: true,
    taken: signals.join("\n"),
    ...(dropped.length === 0 ? {} : { dropped: dropped.join("\n") }),
  };
}

/** A held text this short is looked at again with every piece; a longer one when it has doubled. */
const short = 512;

/** Keeps the stop signal out of what is streamed: text that may be its beginning is held back until that is clear. */
export async function* withoutStopSignal<Result>(
  events: AsyncGenerator<ReplyEvent, Result, void>,
): AsyncGenerator<ReplyEvent, Result, void> {
  /** What was released last, as far as it matters for what follows, and what is held. */
  let context = "";
  let held = "";
  let said = "";
  let lookAgainAt = 0;
  const result = yield* relay(events, function* (event): Generator<ReplyEvent> {
    if (event.type === "discard") held = "";
    if (event.type !== "delta" || event.channel !== "text") {
      yield event;
      return;
    }
    held += event.delta;
    if (held.length < lookAgainAt) return;
    const { settled, signal } = findStopSignal(context + held, false, context.length);
    const safe = held.slice(0, settled - context.length);
    held = held.slice(safe.length);
    context = (context + safe).slice(-contextLength);
    said += safe;
    lookAgainAt = signal === undefined ? (held.length < short ? 0 : 2 * held.length) : Infinity;
    yield* release(safe);
  });
  yield* release(readHeld(said, context, held));
  return result;
}

/** What is left to say of what was held to the end. */
function readHeld(said: string, context: string, held: string): string {
  const { signal } = findStopSignal(context + held, true, context.length);
  if (signal === undefined) return held;
  const start = held.slice(0, signal.start - context.length);
  const taken = held.slice(signal.start - context.length, signal.end - context.length);
  const closed = start + closingMarks(said + start, taken);
  const before = [closed, signal.says ?? ""]
    .filter((part) => part !== "")
    .join(closed.trim() === "" ? "" : "\n");
  const rest = held.slice(signal.end - context.length);
  const after = (rest === "" ? rest : readStopSignal(rest).text).trim();
  return before + (after === "" || `${context}${before}`.trim() === "" ? after : `\n${after}`);
}

function* release(text: string): Generator<ReplyEvent> {
  if (text !== "") yield { type: "delta", channel: "text", delta: text };
}
