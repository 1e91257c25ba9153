import { checkArguments, checkKinds, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ReplyEvent } from "../participant.ts";
import { relay } from "../relay.ts";
import { findStopSignal } from "./find-stop-signal.ts";
import { contextLength } from "./stop-before.ts";
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
  /** What may be the signal, and was left in the text. */
  readonly doubt?: string | undefined;
  /** The word at the end of a running sentence, or as a cry: left in the text, it never ends the conversation. */
  readonly mention?: string | undefined;
}

/** How a reply is read. */
export interface StopSignalOptions {
  /** Whether the same speaker's last message may have held the signal, too: then doubt is enough. Default: false. */
  readonly again?: boolean | undefined;
}

const optionNames: OptionNames<StopSignalOptions> = { again: true };

/**
 * Takes the stop signal off a reply. The rule goes by where the word stands, not by what the sentences mean:
 *
 * - It ends the conversation alone on the last line, as prompts ask for it, whatever stands before: after a blank line always;
 *   straight after another line unless that ends with a colon or is an item like it (`GO\nSTOP`, `- GO\n- STOP`).
 * - So it does as an utterance of its own elsewhere: between the beginning or the end of the message and ends of sentences, in
 *   marks that hold only it (`**STOP**`, `<stop>`, `{"action": "STOP"}`), before a special token, a stage direction or the
 *   next speaker's name; straight after words of leave or thanks (`ok thanks bye STOP`); after a label of the signal (`Signal:
 *   STOP`). In small letters it is the signal only there, alone, and in marks nobody speaks.
 * - It never does in a sentence, whether that goes on or not: `The sign says STOP.`, `I will do that STOP`. Where such a sentence
 *   is the message's last and has no other end, and where the word is a cry (`Hey! STOP!`, `You are too
 *   fast. STOP!`; not `Thanks! STOP!`), that is a `mention`. Nobody cries in marks: `[STOP!]` is read as `[STOP]` is.
 * - Smileys and pictographs say nothing: they end a sentence no more than the words before them do, except a goodbye or a yes
 *   (`Thanks 👋 STOP`), and stay in the text. Where they show a feeling, the word behind them is in doubt (`Can't wait 🎉 STOP`).
 * - Nor does it after a colon, in a quotation, in a list of its like (`LOOK. STOP.`), as a part of a word (`STOP-BANG`).
 * - Standing apart, it is in `doubt` after a question, with its own full stop after a short sentence that tells of words or what
 *   bears them (`There was a sign. STOP.`; not `I'll try that tonight. STOP.`), after a cry (`Wait! STOP`), exclaimed after any
 *   other sentence (`That works for me. STOP!`), and before more that is said. Then the conversation goes on, and the second such message in a row ends it (`again`).
 */
export function readStopSignal(reply: string, options: StopSignalOptions = {}): ReadReply {
  checkArguments("readStopSignal", arguments, 2);
  checkOptions("readStopSignal", options, optionNames);
  checkKinds("readStopSignal", { reply: [reply, "a string"] });
  const { again = false } = options;
  const said: string[] = [];
  const dropped: string[] = [];
  const signals: string[] = [];
  let rest = reply;
  const unclear: { doubt?: string; mention?: string } = {};
  for (;;) {
    const { signal, doubt, mention } = findStopSignal(rest, {
      complete: true,
      again: again || said.length > 0,
    });
    if (doubt !== undefined) unclear.doubt ??= rest.slice(doubt.start, doubt.end).trim();
    if (mention !== undefined) unclear.mention ??= rest.slice(mention.start, mention.end).trim();
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
  if (said.length === 0) return { text: reply, stop: false, ...unclear };
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
  { again = false }: StopSignalOptions = {},
): AsyncGenerator<ReplyEvent, Result, void> {
  /** What was released last, as far as it matters for what follows, and what is held. */
  let context = "";
  let held = "";
  let said = "";
  let lookAgainAt = 0;
  const result = yield* relay(events, function* (event): Generator<ReplyEvent> {
    if (event.type === "discard") context = held = said = "";
    if (event.type !== "delta" || event.channel !== "text") {
      yield event;
      return;
    }
    held += event.delta;
    if (held.length < lookAgainAt) return;
    const { settled } = findStopSignal(context + held, {
      complete: false,
      again,
      from: context.length,
    });
    const safe = held.slice(0, settled - context.length);
    held = held.slice(safe.length);
    context = (context + safe).slice(-contextLength);
    said += safe;
    lookAgainAt = held.length < short ? 0 : 2 * held.length;
    yield* release(safe);
  });
  yield* release(readHeld(said, context, held, again));
  return result;
}

/** What is left to say of what was held to the end. */
function readHeld(said: string, context: string, held: string, again: boolean): string {
  const { signal } = findStopSignal(context + held, { complete: true, again, from: context.length });
  if (signal === undefined) return held;
  const start = held.slice(0, signal.start - context.length);
  const taken = held.slice(signal.start - context.length, signal.end - context.length);
  const closed = start + closingMarks(said + start, taken);
  const before = [closed, signal.says ?? ""]
    .filter((part) => part !== "")
    .join(closed.trim() === "" ? "" : "\n");
  const rest = held.slice(signal.end - context.length);
  const after = (rest === "" ? rest : readStopSignal(rest, { again: true }).text).trim();
  return before + (after === "" || `${context}${before}`.trim() === "" ? after : `\n${after}`);
}

function* release(text: string): Generator<ReplyEvent> {
  if (text !== "") yield { type: "delta", channel: "text", delta: text };
}
