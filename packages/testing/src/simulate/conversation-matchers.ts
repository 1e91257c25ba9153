import type { Words } from "./matchers.ts";

/**
 * What `simulate` makes can be expected to do; each holds when it holds of every conversation, and its negation (`not`)
 * when it holds of none.
 */
export interface ConversationMatchers<R> {
  /** Every user gets what it wants. */
  toReachGoal(): R;
  /** Every conversation passes: what its scenario expects holds, and the bot had no hard finding. */
  toPass(): R;
  /**
   * The bot calls a tool, with at least these arguments; each is compared as a whole, a number and its text alike, or by
   * what the test runner has for it, such as `expect.any(Number)`.
   * @example expect(talks).toCallTool("refund", { order: "A-1001" })
   */
  toCallTool(name: string, input?: Readonly<Record<string, unknown>>): R;
  /**
   * The bot says none of these, whatever their case and spaces.
   * @example expect(talks).toNeverSay("as an AI", /\bTULIP-\d+/)
   */
  toNeverSay(...texts: readonly [Words, ...Words[]]): R;
  /** The bot's last answer says this. */
  toEndWith(text: Words): R;
}
