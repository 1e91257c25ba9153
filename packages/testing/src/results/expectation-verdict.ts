import * as z from "zod";
import { evidenceSchema, type Evidence } from "./evidence.ts";

/** What came of one expectation in one conversation. */
export interface ExpectationVerdict {
  /** What was expected, in words: `says "refund"`; the same in every conversation of a scenario. */
  readonly expectation: string;
  /** The kind of expectation: `said`, `called`, `endState`, `judge`, … */
  readonly kind: string;
  /** Whether the conversation fails with it (`hard`), or it only counts towards the score (`soft`). */
  readonly level: "hard" | "soft";
  /** Whether it was met; `null` when nobody could tell, and `reason` says why. */
  readonly passed: boolean | null;
  /** How far it was met, 0 to 1; `null` when nobody could tell. */
  readonly score: number | null;
  /** Why, in a sentence. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

export const expectationVerdictSchema = z.object({
  expectation: z.string(),
  kind: z.string(),
  level: z.enum(["hard", "soft"]),
  passed: z.boolean().nullable(),
  score: z.number().min(0).max(1).nullable(),
  reason: z.string(),
  evidence: z.array(evidenceSchema),
});
