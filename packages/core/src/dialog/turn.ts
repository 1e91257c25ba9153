import { onOneLine } from "../on-one-line.ts";
import { z } from "zod";

/** One message of a dialogue. Keys this version does not know survive a round trip. */
export interface Turn {
  /** Who speaks; `null` when the source does not say. */
  readonly speaker: string | null;
  readonly text: string;
  readonly [key: string]: unknown;
}

export const turnSchema = z.looseObject({
  speaker: z.string().nullable().default(null),
  text: z.string(),
});

/** What a turn may be written as. */
export interface TurnInput {
  readonly speaker?: string | null | undefined;
  readonly text: string;
  readonly [key: string]: unknown;
}

/** Why a model stopped before its message was whole: its token limit, or the provider's filter. */
export type CutShort = "length" | "content_filter";

/** Whether a turn was cut short, and by what: its key `finishReason` says so. */
export function cutShort({
  finishReason,
}: Readonly<Record<"finishReason", unknown>> | Turn): CutShort | undefined {
  return finishReason === "length" || finishReason === "content_filter" ? finishReason : undefined;
}

/** `Speaker: text` on one line, or the text alone when nobody is named. */
export function turnLine(turn: Turn): string {
  const text = onOneLine(turn.text);
  return turn.speaker === null || turn.speaker === "" ? text : `${turn.speaker}: ${text}`;
}
