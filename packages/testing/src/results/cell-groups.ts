import type { TestResult } from "./test-result.ts";

/**
 * Results of the same scenario, persona and bot. Those are repeats of one thing, and more alike than others, so that whoever
 * asks how sure a figure is takes them as wholes.
 */
export function cellGroups(results: readonly TestResult[]): readonly (readonly TestResult[])[] {
  return [
    ...groupBy(results, ({ cell }) => JSON.stringify([cell.scenario, cell.persona, cell.bot])).values(),
  ];
}

/** Results by what they have in common, in the order in which that first occurs. */
export function groupBy(
  results: readonly TestResult[],
  key: (result: TestResult) => string,
): ReadonlyMap<string, readonly TestResult[]> {
  const groups = new Map<string, TestResult[]>();
  for (const result of results) {
    const group = groups.get(key(result));
    if (group === undefined) groups.set(key(result), [result]);
    else group.push(result);
  }
  return groups;
}
