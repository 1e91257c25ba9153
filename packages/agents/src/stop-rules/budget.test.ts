import { expect, it } from "vitest";
import type { ConversationState } from "../conversation-state.ts";
import { budget, type BudgetLimits } from "./budget.ts";

it.each<[BudgetLimits, number, number, number | undefined, string | undefined]>([
  [{ tokens: 10 }, 4, 5, 99, undefined],
  [{ tokens: 10 }, 4, 6, 0, "budget"],
  [{ tokens: 10 }, 12, 0, undefined, "budget"],
  [{ cost: 0.5 }, 1e6, 1e6, 0.4, undefined],
  [{ cost: 0.5 }, 0, 0, 0.5, "budget"],
  // Nobody knows what it cost.
  [{ cost: 0.5 }, 1e6, 0, undefined, undefined],
  [{ tokens: 10, cost: 0.5 }, 1, 1, 0.6, "budget"],
  [{}, 1e9, 1e9, 1e9, undefined],
])(
  "%j, after %i and %i tokens for %d dollars: %j",
  async (limits, inputTokens, outputTokens, cost, reason) => {
    const state = { usage: { inputTokens, outputTokens, cost } } as unknown as ConversationState;
    expect(await budget(limits).check?.(state)).toBe(reason);
  },
);

it.each([{ token: 10 }, { costs: 1 }])("refuses the limit %j, which would limit nothing", (limits) => {
  expect(() => budget(limits as BudgetLimits)).toThrow(/tokens|cost/);
});
