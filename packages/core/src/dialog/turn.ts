import { onOneLine } from "../on-one-line.ts";
import * as z from "zod/mini";
import { orNull } from "../options/any-schema.ts";

/** One message of a dialogue. Keys this version does not know survive a round trip. */
export interface Turn {
  /** Who speaks; `null` when the source does not say. */
  readonly speaker: string | null;
  readonly text: string;
  readonly [key: string]: unknown;
}

export const turnSchema = z.looseObject({
  speaker: orNull(z.string()),
  text: z.string(),
});

/** What a turn may be written as. */
export interface TurnInput {
  readonly speaker?: string | null | undefined;
  readonly text: string;
  readonly [key: string]: unknown;
}

/**
 * Why a message may not be whole: the model's token limit, the provider's filter, or an end of another kind, such as a
 * failure of the network or a word that nobody knows.
 */
export type CutShort = "length" | "content_filter" | "other";

const goodEnds: ReadonlySet<string> = new Set(["stop", "tool_calls"]);

/** Whether a turn was cut short, and by what: its key `finishReason` says so. Only known ends are good ends. */
export function cutShort({
  finishReason,
}: Readonly<Record<"finishReason", unknown>> | Turn): CutShort | undefined {
  if (typeof finishReason !== "string" || goodEnds.has(finishReason)) return undefined;
  return finishReason === "length" || finishReason === "content_filter" ? finishReason : "other";
}

/** `Speaker: text` on one line, or the text alone when nobody is named. */
export function turnLine(turn: Turn): string {
  const text = onOneLine(turn.text);
  return turn.speaker === null || turn.speaker === "" ? text : `${turn.speaker}: ${text}`;
}
