import { AssertionError } from "node:assert";
import type { ConversationMatchers } from "../simulate/conversation-matchers.ts";
import { type Conversations, isAsWanted, type Matched, matchers } from "../simulate/matchers.ts";
import { keepWrong } from "./kept-conversations.ts";

/**
 * Says what conversations must be like, in tests for `node:test` or any other runner:
 *
 * ```ts
 * import test from "node:test";
 * import { expect, simulate } from "@sdialog/testing/node";
 *
 * test("greets", async () => {
 *   const talks = await simulate(() => "Good morning!", { script: ["Hello."], maxTurns: 2 });
 *   expect(talks).toEndWith("good morning");
 *   expect(talks).not.toCallTool("refund");
 * });
 * ```
 *
 * Each throws an AssertionError when it does not hold of every conversation, negated when it holds of any, and, negated or
 * not, when there is none or one was not tested.
 *
 * @param received what `simulate` returns, or some of its conversations
 */
export function expect(
  received: Conversations,
): ConversationMatchers<void> & { readonly not: ConversationMatchers<void> } {
  return { ...expected(received, true), not: expected(received, false) };
}

function expected(received: Conversations, wanted: boolean): ConversationMatchers<void> {
  const check = (operator: keyof ConversationMatchers<void>, matched: Matched): void => {
    if (isAsWanted(matched, received, wanted)) return;
    keepWrong(received, matched, wanted);
    throw new AssertionError({ message: matched.message(wanted), operator, stackStartFn: check });
  };
  return {
    toReachGoal: () => check("toReachGoal", matchers.toReachGoal(received)),
    toPass: () => check("toPass", matchers.toPass(received)),
    toCallTool: (...call) => check("toCallTool", matchers.toCallTool(received, ...call)),
    toNeverSay: (...texts) => check("toNeverSay", matchers.toNeverSay(received, ...texts)),
    toEndWith: (text) => check("toEndWith", matchers.toEndWith(received, text)),
  };
}
