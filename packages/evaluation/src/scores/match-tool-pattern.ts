import type { JsonObject } from "@sdialog/core";

/** Where each required step was found, or what went wrong first. */
export interface ToolPatternMatch extends JsonObject {
  readonly matched: boolean;
  /** Index among the calls of each required step found. */
  readonly positions: readonly number[];
  /** The step that failed as it was written, and why; `null` when all hold. */
  readonly violation: string | null;
}

/**
 * Compares tool calls with a temporal pattern. A plain step is a tool that must be called after the step before
 * it, its first such call counts, others may lie between. `not:X` forbids X between its neighbouring steps: from
 * the start when it comes first, to the end when it comes last.
 */
export function matchToolPattern(calls: readonly string[], pattern: readonly string[]): ToolPatternMatch {
  const positions: number[] = [];
  let forbidden: string[] = [];
  const fail = (violation: string): ToolPatternMatch => ({ matched: false, positions, violation });
  const seenIn = (start: number, end: number): string | undefined =>
    forbidden.find((tool) => calls.slice(start, end).includes(tool));

  for (const step of pattern) {
    if (step.startsWith("not:")) {
      forbidden.push(step.slice("not:".length));
      continue;
    }
    const start = (positions.at(-1) ?? -1) + 1;
    const position = calls.indexOf(step, start);
    if (position === -1) return fail(`${step}: not called${start === 0 ? "" : ` after call ${start}`}`);
    const wrong = seenIn(start, position);
    if (wrong !== undefined) return fail(`not:${wrong}: called before ${step}`);
    positions.push(position);
    forbidden = [];
  }
  const wrong = seenIn((positions.at(-1) ?? -1) + 1, calls.length);
  if (wrong !== undefined)
    return fail(`not:${wrong}: called${positions.length === 0 ? "" : " after the last step"}`);
  return { matched: true, positions, violation: null };
}
