import type { Facts } from "@sdialog/core";
import type { OptionNames } from "@sdialog/core/internal";

/** What a goal-directed user is after. */
export interface Goal {
  /** The objective, and what to bring up in each later turn. */
  readonly steps: readonly string[];
  /** What whoever pursues it knows. */
  readonly facts?: Facts | undefined;
}

/** The names of {@link Goal}. */
export const goalNames: OptionNames<Goal> = { steps: true, facts: true };

/** A goal from text: the first line is the objective, each further line is brought up one turn later. */
export function goalOf(text: string): Goal {
  return {
    steps: text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  };
}
