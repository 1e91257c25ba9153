import { type CutShort, cutShort } from "@sdialog/core";
import type { Draft } from "../participant.ts";

/** How a message that was cut short is recorded: the fault it counts as, and what to say of it. */
export interface CutShortNote {
  readonly fault: "truncated" | "filtered" | "unknown_end";
  readonly detail: string;
}

/** The name under which cut messages are recorded among what guards found. */
export const finishGuard = "finish-reason";

const notes: Readonly<Record<CutShort, CutShortNote>> = {
  length: { fault: "truncated", detail: "the message was cut off at the token limit" },
  content_filter: { fault: "filtered", detail: "the provider's content filter stopped the message" },
  other: { fault: "unknown_end", detail: "the message ended for no known good reason: it may be incomplete" },
};

/** What is wrong with how a draft ended; nothing for one that is whole. */
export function cutShortNote({ finishReason }: Draft): CutShortNote | undefined {
  const how = cutShort({ finishReason });
  return how === undefined ? undefined : notes[how];
}

/** What a turn keeps of a draft that was cut short, so that whoever reads the turn alone sees it. */
export function cutShortMark({ finishReason }: Draft): Readonly<Record<string, unknown>> {
  return cutShort({ finishReason }) === undefined ? {} : { finishReason };
}
