/** What came of the conversations of a run, for kinds of recipes in which they can go well or badly. */
export interface RunOutcomes {
  /** Conversations that succeeded. */
  readonly reached: number;
  /** Conversations that did not. */
  readonly missed: number;
  /** How many of those that were reached have a goal of which nobody could tell, so that all else held. */
  readonly unjudged: number;
  /** How many came out in which way. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** What went wrong on the way, summed over all of them. */
  readonly faults: Readonly<Record<string, number>>;
  /** Least share that had to succeed. */
  readonly required: number;
}

/** Whether fewer succeeded than had to. */
export function fallsShort({ reached, missed, required }: RunOutcomes): boolean {
  return reached + missed > 0 && reached / (reached + missed) < required;
}
