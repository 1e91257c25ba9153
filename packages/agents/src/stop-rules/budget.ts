import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { StopRule } from "./stop-rule.ts";

/** What a conversation may use. A limit that is left out does not apply. */
export interface BudgetLimits {
  /** Input and output tokens of all calls together. */
  readonly tokens?: number;
  /** US dollars; calls of unknown price do not count. */
  readonly cost?: number;
}

/**
 * Ends cleanly when a conversation has used up its tokens or its money.
 * @throws InvalidArgumentError for a limit of another name, which would limit nothing
 */
export function budget(limits: BudgetLimits): StopRule {
  checkArguments("budget", arguments, 1);
  checkOptions("budget", limits, { tokens: true, cost: true });
  return {
    name: "budget",
    check({ usage }) {
      const tokens = usage.inputTokens + usage.outputTokens;
      const spent = tokens >= (limits.tokens ?? Infinity) || (usage.cost ?? 0) >= (limits.cost ?? Infinity);
      return spent ? "budget" : undefined;
    },
  };
}
