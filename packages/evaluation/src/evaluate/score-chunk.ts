import type { Dialog } from "@sdialog/core";
import { assessAll, type AssessAllOptions } from "../assess-all.ts";
import type { DialogScore, ScoreValue } from "../dialog-score.ts";

/** What one metric says of one dialogue; plain data, so that it passes between threads. */
export interface Outcome {
  readonly value: ScoreValue;
  readonly reason?: string;
  /** Why there is no value, when the metric failed. */
  readonly error?: string;
  /** How many numbers the metric gave that are NaN or infinite, and were left out. */
  readonly notFinite?: number;
}

/** Outcomes by dialogue, then by metric. */
export async function scoreChunk(
  scores: readonly DialogScore[],
  dialogs: readonly Dialog[],
  options: AssessAllOptions,
): Promise<Outcome[][]> {
  const byMetric = await Promise.all(scores.map((score) => assessAll(score, dialogs, options)));
  return dialogs.map((_, index) =>
    byMetric.map((ofMetric): Outcome => {
      const outcome = ofMetric[index];
      if (outcome === undefined || "error" in outcome)
        return { value: null, error: outcome?.error.message ?? "" };
      const { value, reason, notFinite } = outcome;
      return {
        value,
        ...(reason === undefined ? {} : { reason }),
        ...(notFinite === undefined ? {} : { notFinite }),
      };
    }),
  );
}
