import type { EventDraft } from "@sdialog/core";
import type { Hear } from "../participant.ts";
import type { AgentSpec } from "./agent-spec.ts";
import { doneField, readSpoken, spokenFields } from "./spoken-fields.ts";
import { readStopSignal, withoutStopSignal } from "./stop-signal.ts";

/**
 * Reads the messages of one turn, beside calls of tools and after them, each as if it were the turn's only one: what it says,
 * and whether it ends the conversation.
 */
export class TurnReader {
  readonly #signal: AgentSpec["stopSignal"];
  /** Whether the message before may have held the signal: then a second that may is one. */
  #again: boolean;
  #stop = false;
  #isInDoubt = false;
  readonly #seen: EventDraft[] = [];

  /** @param again whether the speaker's last turn may have held the signal */
  constructor(signal: AgentSpec["stopSignal"], again: boolean) {
    this.#signal = signal;
    this.#again = again;
  }

  /** Whether one of the messages ends the conversation. */
  get stop(): boolean {
    return this.#stop;
  }

  /** Whether one of the messages may have held the signal, and was not taken to end the conversation. */
  get isInDoubt(): boolean {
    return this.#isInDoubt;
  }

  /** The signals as they were written, and what may be one and was not taken for it. */
  get seen(): readonly EventDraft[] {
    return this.#seen;
  }

  /** What is heard of the next message while it comes. */
  readonly hear: Hear = (events) => {
    if (this.#signal === "word") return withoutStopSignal(events, { again: this.#again });
    return this.#signal === "fields" ? spokenFields(events) : events;
  };

  /** What the next message says; for each message once. */
  readonly read = (message: string): string => {
    if (this.#signal === "word") return this.#readWord(message);
    const { text, stop } = readReply(this.#signal, message);
    if (stop === true) {
      this.#stop = true;
      this.#seen.push({ action: "stop-signal", content: `${doneField}: true` });
    }
    return text;
  };

  #readWord(message: string): string {
    const again = this.#again;
    const { text, stop, taken, doubt, mention } = readStopSignal(message, { again });
    if (taken !== undefined) {
      const inDoubt = again && !readStopSignal(message).stop;
      const label = inDoubt ? { actionLabel: "in doubt, twice" } : {};
      this.#seen.push({ action: "stop-signal", ...label, content: taken });
    }
    const unclear = doubt ?? mention;
    if (unclear !== undefined) {
      const next = doubt === undefined ? "" : ", and ends if the next message says so, too";
      const detail = `"${unclear}" may end the conversation or be said in it: it goes on${next}`;
      const content = { fault: "unclear_stop", detail };
      this.#seen.push({ action: "guard", actionLabel: "stopSignal", content });
    }
    this.#stop ||= stop;
    this.#isInDoubt ||= doubt !== undefined;
    this.#again ||= stop || doubt !== undefined;
    return text;
  }
}

/** What a reply says, and whether it ends the conversation; by a tool, the reply does not tell. */
export function readReply(
  signal: AgentSpec["stopSignal"],
  reply: string,
  again = false,
): { readonly text: string; readonly stop?: boolean } {
  if (signal === "word") return readStopSignal(reply, { again });
  return signal === "fields" ? readSpoken(reply) : { text: reply };
}
