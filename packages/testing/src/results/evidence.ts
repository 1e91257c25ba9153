import * as z from "zod";

/** Where in a conversation something can be seen, word for word. */
export interface Evidence {
  /** Index of the turn, from 0; `null` for what no turn shows, such as a row of the environment. */
  readonly turn: number | null;
  /** Who said or did it; `null` when nobody in particular. */
  readonly speaker: string | null;
  /** The very words, or the value as JSON. */
  readonly quote: string;
  /** Name of the tool, when a tool call or its result shows it. */
  readonly tool?: string | undefined;
}

export const evidenceSchema = z.object({
  turn: z.int().min(0).nullable(),
  speaker: z.string().nullable(),
  quote: z.string(),
  tool: z.string().optional(),
});
