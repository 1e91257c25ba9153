import type { Dialog } from "@sdialog/core";
import type { DialogScore, ScoreOptions, ScoreValue } from "../dialog-score.ts";

/** A score of your own from its name and a function. */
export function defineScore(
  name: string,
  score: (dialog: Dialog, options?: ScoreOptions) => ScoreValue | Promise<ScoreValue>,
): DialogScore {
  return { name, score };
}
