import { checkArguments, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type JsonObject, type Seed } from "@sdialog/core";

/**
 * What a score says about one dialogue: a number; several when the metric looks at parts of it (one per turn, say),
 * which dataset evaluators pool; `null` when the metric is not defined for this dialogue, which they leave out
 * and count.
 */
export type ScoreValue = number | readonly number[] | null;

/** How one dialogue is scored. */
export interface ScoreOptions {
  readonly signal?: AbortSignal | undefined;
  /** Seed of every random choice the score makes; scores without chance ignore it. */
  readonly seed?: Seed | undefined;
}

/** The names of {@link ScoreOptions}. */
export const scoreOptionNames: OptionNames<ScoreOptions> = { signal: true, seed: true };

/** A value with what led to it. */
export interface Assessment {
  readonly value: ScoreValue;
  /** Why, in words, for scores that can tell (judges). */
  readonly reason?: string | undefined;
  /** Anything else worth keeping as JSON: counts, probabilities, the first violation. */
  readonly details?: JsonObject | undefined;
}

/**
 * A metric of one dialogue. Implement this to add your own; scores hold no state that changes, so that one can
 * serve any number of dialogues at once.
 */
export interface DialogScore {
  /** In kebab-case; the same on the command line, in tables and in JSON. */
  readonly name: string;
  /** Which way is better, where the metric has a better way. */
  readonly direction?: "higher" | "lower" | undefined;
  /** Whether the value is always 1 for yes or 0 for no, so that its mean is a frequency. */
  readonly yesNo?: boolean | undefined;
  /** Everything the value depends on besides the dialogue: tokeniser, prompt, model, … Recorded with results. */
  readonly configuration?: JsonObject | undefined;
  score(dialog: Dialog, options?: ScoreOptions): ScoreValue | Promise<ScoreValue>;
  /** The value with reason and details, where the score has any. */
  assess?(dialog: Dialog, options?: ScoreOptions): Assessment | Promise<Assessment>;
}

/** A score of your own from its name and a function. */
export function defineScore(
  name: string,
  score: (dialog: Dialog, options?: ScoreOptions) => ScoreValue | Promise<ScoreValue>,
): DialogScore {
  checkArguments("defineScore", arguments, 2);
  if (typeof name !== "string" || name.trim() === "")
    throw new InvalidArgumentError("defineScore takes the name of the score first, as a string");
  if (typeof score !== "function")
    throw new InvalidArgumentError("defineScore takes a function of a dialogue after the name", {
      hint: 'Write defineScore("turns", (dialog) => dialog.length).',
    });
  return { name, score };
}
