import { type Dialog, InvalidArgumentError, type Seed } from "@sdialog/core";
import type { Assessment, DialogScore, ScoreOptions } from "./dialog-score.ts";
import { isKeyMissing } from "./is-key-missing.ts";
import { mapConcurrently } from "./map-concurrently.ts";

export interface AssessAllOptions {
  /** Seed of every random choice; each dialogue gets its own stream by its id. Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many dialogues are scored at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
}

/** A dialogue's assessment, or why there is none. */
export type AssessmentOutcome = FiniteAssessment | { readonly error: Error };

// A score asked twice about a dialogue (by the mean and by a divergence, say) is computed once: judges cost money.
const assessed = new WeakMap<
  DialogScore,
  WeakMap<Dialog, Map<Seed, FiniteAssessment | Promise<FiniteAssessment>>>
>();

/**
 * Scores dialogues, in their order. A dialogue whose score fails does not stop the others; its error stands in
 * its place.
 *
 * @throws InvalidArgumentError for a concurrency that is not a whole number above 0; the signal's reason when aborted;
 *   ModelError `no_credentials` when a model that it asks has no key
 */
export async function assessAll(
  score: DialogScore,
  dialogs: readonly Dialog[],
  { seed = 0, signal, concurrency = 8 }: AssessAllOptions = {},
): Promise<AssessmentOutcome[]> {
  const attempt = (dialog: Dialog): AssessmentOutcome | Promise<AssessmentOutcome> => {
    try {
      const assessment = assess(score, dialog, seed, signal);
      return assessment instanceof Promise ? assessment.catch(failed) : assessment;
    } catch (error) {
      return failed(error);
    }
  };
  return mapConcurrently(dialogs, attempt, { concurrency, signal });
}

function failed(error: unknown): AssessmentOutcome {
  if (isKeyMissing(error)) throw error;
  return { error: error instanceof Error ? error : new Error(String(error)) };
}

/** An assessment whose value holds finite numbers only; what was not one is counted, as a value that is missing. */
export interface FiniteAssessment extends Assessment {
  /** How many NaN and infinite numbers the score gave. */
  readonly notFinite?: number | undefined;
}

/** @throws InvalidArgumentError for a value that is not a number, list of numbers or `null` */
function finite(score: string, assessment: Assessment): FiniteAssessment {
  const { value } = assessment;
  const numbers: unknown = typeof value === "number" ? [value] : (value ?? []);
  if (!(Array.isArray(numbers) && numbers.every(isPart)))
    throw new InvalidArgumentError(`The score "${score}" gave ${told(value)}`, {
      hint: "A score gives a number, a list of numbers, or null where it is not defined: 1 and 0 for yes and no.",
    });
  const kept = numbers.filter((number): number is number => Number.isFinite(number));
  if (kept.length === numbers.length) return assessment;
  return {
    ...assessment,
    value: typeof value === "number" ? null : kept,
    notFinite: numbers.length - kept.length,
  };
}

function isPart(part: unknown): boolean {
  return typeof part === "number" || part === null || part === undefined;
}

function told(value: unknown): string {
  return Array.isArray(value) ? "a list of things other than numbers" : `a ${typeof value}, not a number`;
}

function assess(
  score: DialogScore,
  dialog: Dialog,
  seed: Seed,
  signal: AbortSignal | undefined,
): FiniteAssessment | Promise<FiniteAssessment> {
  const byDialog =
    assessed.get(score) ?? new WeakMap<Dialog, Map<Seed, FiniteAssessment | Promise<FiniteAssessment>>>();
  assessed.set(score, byDialog);
  const bySeed = byDialog.get(dialog) ?? new Map<Seed, FiniteAssessment | Promise<FiniteAssessment>>();
  byDialog.set(dialog, bySeed);
  const known = bySeed.get(seed);
  if (known !== undefined) return known;
  const options: ScoreOptions = { seed: `${seed}/${dialog.id}`, signal };
  const given = score.assess?.(dialog, options) ?? valueOnly(score, dialog, options);
  const checked = (of: Assessment): FiniteAssessment => finite(score.name, of);
  const assessment = given instanceof Promise ? given.then(checked) : checked(given);
  bySeed.set(seed, assessment);
  // What failed, or was aborted, is tried again when asked again.
  if (assessment instanceof Promise) assessment.catch(() => bySeed.delete(seed));
  return assessment;
}

function valueOnly(
  score: DialogScore,
  dialog: Dialog,
  options: ScoreOptions,
): Assessment | Promise<Assessment> {
  const value = score.score(dialog, options);
  return value instanceof Promise ? value.then((resolved) => ({ value: resolved })) : { value };
}
