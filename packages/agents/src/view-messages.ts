import { checkOptions } from "@sdialog/core/internal";
import type { Message } from "@sdialog/llm";
import type { View } from "./participant.ts";

/** Messages that are part of one speaker's conversation only, standing before the turn with index `at`. */
export interface InsertedMessages {
  /** Index of the turn before which they stand. */
  readonly at: number;
  readonly messages: readonly Message[];
}

/**
 * The thread as a model sees it that plays `view.me`: its own turns (its opening included) as `assistant`, everyone
 * else's as `user`, with names when more than two take part. Turns of others in a row become one message, since
 * many models accept only alternating ones.
 */
export function viewMessages(
  view: View,
  options: {
    readonly insertions?: readonly InsertedMessages[];
    readonly hear?: (text: string) => string;
  } = {},
): Message[] {
  checkOptions("viewMessages", options, { insertions: true, hear: true });
  const { insertions = [], hear = (text: string) => text } = options;
  const messages: Message[] = [];
  for (let at = 0; at <= view.turns.length; at++) {
    for (const insertion of insertions) if (insertion.at === at) messages.push(...insertion.messages);
    const turn = view.turns[at];
    if (turn === undefined) break;
    if (turn.speaker === view.me) {
      messages.push({ role: "assistant", content: turn.text });
      continue;
    }
    const heard = hear(turn.text);
    const content = view.tagged && turn.speaker !== null ? `${turn.speaker}: ${heard}` : heard;
    const last = messages.at(-1);
    if (last?.role === "user")
      messages[messages.length - 1] = { role: "user", content: `${last.content}\n${content}` };
    else messages.push({ role: "user", content });
  }
  return messages;
}
