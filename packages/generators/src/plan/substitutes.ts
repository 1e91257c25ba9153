import type { Supplement } from "./task-plan.ts";

/**
 * The next substitutes: one to every task that failed, in the order of their numbers, as long as there are any. Each is
 * given once, so a task that is given one has the same whoever works that out, and whenever.
 *
 * @param refused numbers of tasks whose results stayed no good
 * @param given how many are given already
 */
export function nextSubstitutes(
  refused: Iterable<number>,
  { reserve }: Supplement,
  given: number,
): { readonly index: number; readonly substitute: number }[] {
  return [...refused]
    .toSorted((a, b) => a - b)
    .slice(0, Math.max(0, reserve - given))
    .map((index, position) => ({ index, substitute: given + position }));
}
