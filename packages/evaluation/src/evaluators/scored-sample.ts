import type { Dialog } from "@sdialog/core";
import { assessAll, type AssessAllOptions } from "../assess-all.ts";
import type { EvaluationResult, Extreme } from "../dataset-evaluator.ts";
import type { DialogScore } from "../dialog-score.ts";

/** The values of a score over a dataset. */
export interface ScoredSample {
  /** Per dialogue that has any, its values: one, or a list's. */
  readonly units: readonly (readonly number[])[];
  /** Their dialogues' ids. */
  readonly ids: readonly (number | string)[];
  /** Their dialogues' places in the dataset. */
  readonly places: readonly number[];
  /** All values. */
  readonly values: Float64Array;
  readonly missing: number;
  /** How many numbers were NaN or infinite, and were left out. */
  readonly notFinite: number;
  readonly failed: EvaluationResult["failed"];
}

/**
 * Scores the dialogues, leaving out (and counting) those the score is not defined for, or fails on.
 *
 * @throws the score's first error when it fails on every dialogue
 */
export async function scoredSample(
  score: DialogScore,
  dialogs: readonly Dialog[],
  options: AssessAllOptions,
): Promise<ScoredSample> {
  const units: (readonly number[])[] = [];
  const ids: (number | string)[] = [];
  const places: number[] = [];
  let [missing, notFinite] = [0, 0];
  const errors: Error[] = [];
  for (const [index, outcome] of (await assessAll(score, dialogs, options)).entries()) {
    if ("error" in outcome) {
      errors.push(outcome.error);
      continue;
    }
    const { value } = outcome;
    notFinite += outcome.notFinite ?? 0;
    const numbers = typeof value === "number" ? [value] : (value ?? []);
    if (numbers.length === 0) {
      missing++;
      continue;
    }
    units.push(numbers);
    ids.push((dialogs[index] as Dialog).id);
    places.push(index);
  }
  const [first] = errors;
  if (first !== undefined && errors.length === dialogs.length) throw first;
  return {
    units,
    ids,
    places,
    values: gather(units),
    missing,
    notFinite,
    failed: first === undefined ? undefined : { count: errors.length, message: first.message },
  };
}

/** So many dialogues at either end are told. */
const mostExtremes = 3;

/** The dialogues at both ends of a sample, by the mean of each; none is at both. */
export function extremesOf({ units, ids, places }: ScoredSample): EvaluationResult["extremes"] {
  const ranked = units
    .map((unit, at): Extreme => ({
      id: ids[at] as number | string,
      index: places[at] as number,
      value: unit.reduce((sum, value) => sum + value, 0) / unit.length,
    }))
    .toSorted((a, b) => a.value - b.value || a.index - b.index);
  if (ranked[0]?.value === ranked.at(-1)?.value) return undefined;
  const most = Math.min(mostExtremes, Math.floor(ranked.length / 2));
  return { lowest: ranked.slice(0, most), highest: ranked.slice(-most).toReversed() };
}

/** The values of all units, in order. */
export function gather(chosen: readonly (readonly number[])[]): Float64Array {
  const values = new Float64Array(chosen.reduce((sum, unit) => sum + unit.length, 0));
  let position = 0;
  for (const unit of chosen) for (const value of unit) values[position++] = value;
  return values;
}
