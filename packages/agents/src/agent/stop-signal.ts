import type { ReplyEvent } from "../participant.ts";
import { relay } from "../relay.ts";

/** The word by which a speaker says that the conversation is over. */
export const stopWord = "STOP";

// A whole word at the very end or as the whole message: "NONSTOPPING" and "STOP that!" are just words.
const signal = new RegExp(`(?:^|\\s)["'(*[]*${stopWord}[)\\]*"'.!]*\\s*$`, "u");
// What may still grow into the signal: white space, then nothing or the beginning of the word.
const beginning = /(?:^|\s)["'(*[]*(?:S|ST|STO|STOP[)\]*"'.!]*)?\s*$/u;

/** Takes the stop signal off a reply. */
export function readStopSignal(text: string): { readonly text: string; readonly stop: boolean } {
  const match = signal.exec(text);
  return match === null ? { text, stop: false } : { text: text.slice(0, match.index).trim(), stop: true };
}

/** Keeps the stop signal out of what is streamed: text that may be its beginning is held back until that is clear. */
export async function* withoutStopSignal<Result>(
  events: AsyncGenerator<ReplyEvent, Result, void>,
): AsyncGenerator<ReplyEvent, Result, void> {
  let held = "";
  const result = yield* relay(events, function* (event): Generator<ReplyEvent> {
    if (event.type === "discard") held = "";
    if (event.type !== "delta" || event.channel !== "text") {
      yield event;
      return;
    }
    held += event.delta;
    const safe = beginning.exec(held)?.index ?? held.length;
    yield* release(held.slice(0, safe));
    held = held.slice(safe);
  });
  yield* release(readStopSignal(held).text);
  return result;
}

function* release(text: string): Generator<ReplyEvent> {
  if (text !== "") yield { type: "delta", channel: "text", delta: text };
}
