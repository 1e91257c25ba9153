import { checkArguments, checkCount } from "@sdialog/core/internal";
import type { StopRule } from "./stop-rule.ts";

/** Ends after `n` turns, openings included: truncated, not complete, unless the conversation is `completeAtMaxTurns`. */
export function maxTurns(n: number): StopRule {
  checkArguments("maxTurns", arguments, 1);
  assertCount(n, "maxTurns");
  return { name: `maxTurns(${n})`, check: ({ turns }) => (turns.length >= n ? "max_turns" : undefined) };
}

/** A participant may not end the conversation before `n` turns were spoken; it is asked once more instead. */
export function minTurns(n: number): StopRule {
  checkArguments("minTurns", arguments, 1);
  assertCount(n, "minTurns");
  return { name: `minTurns(${n})`, vetoes: (_reason, { turns }) => turns.length < n };
}

/** Ends after `n` turns as planned: complete. */
export function targetTurns(n: number): StopRule {
  checkArguments("targetTurns", arguments, 1);
  assertCount(n, "targetTurns");
  return {
    name: `targetTurns(${n})`,
    check: ({ turns }) => (turns.length >= n ? "target_turns" : undefined),
  };
}

function assertCount(n: number, what: string): void {
  checkCount(what, n, 1);
}
