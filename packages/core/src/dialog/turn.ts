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

/** `Speaker: text` on one line, or the text alone when nobody is named. */
export function turnLine(turn: Turn): string {
  const text = turn.text.replaceAll(/\s*[\r\n]+\s*/g, " ");
  return turn.speaker === null || turn.speaker === "" ? text : `${turn.speaker}: ${text}`;
}
